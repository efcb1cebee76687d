import type { ZodType } from 'zod'
import { checkShape } from '../foundation/json/shape.ts'

/** The options of a plugin with defaults; throws one sentence that says what is wrong with them. */
export function readPluginOptions<T>(plugin: string, schema: ZodType<T>, options: unknown): T {
  const { value, problems } = checkShape(schema, options)
  if (value !== undefined) return value
  const wrong = problems.filter(({ severity }) => severity === 'error')
  throw new TypeError(
    `${plugin}: ${wrong.map(({ message, hint }) => [message, hint].join(' ').trim()).join(' ')}`,
  )
}
