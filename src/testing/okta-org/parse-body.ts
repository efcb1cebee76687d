import type * as z from 'zod'
import { apiProblems } from './api-problem.ts'

/** The body of a call in its shape; refuses with every field that is wrong, as Okta words it. */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body ?? {})
  if (parsed.success) return parsed.data
  const causes = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`)
  throw apiProblems.invalid(parsed.error.issues[0]?.path.join('.') || 'body', causes)
}
