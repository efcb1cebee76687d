import * as z from 'zod'
import { ok, refuse, type Result } from '../../foundation/result.ts'
import { isJsonObject } from '../../openapi/json-object.ts'
import { icons } from './icons.ts'

/** Hints on who content is for and how much it matters (MCP, server/resources, annotations). */
export const contentAnnotations = z.object({
  audience: z
    .array(z.enum(['user', 'assistant']))
    .optional()
    .describe('Who it is meant for: `user`, `assistant` or both.'),
  priority: z.number().min(0).max(1).optional().describe('How much it matters, from 0 to 1.'),
  lastModified: z.string().min(1).optional().describe('When it was last changed, as ISO 8601 text.'),
})

const meta = z.record(z.string(), z.unknown()).optional()
const notes = { annotations: contentAnnotations.optional(), _meta: meta }
const bytes = z.base64('must be Base64')
const address = z.string().min(1)

const contents = z.union(
  [
    z.object({ uri: address, mimeType: z.string().optional(), text: z.string(), _meta: meta }),
    z.object({ uri: address, mimeType: z.string().optional(), blob: bytes, _meta: meta }),
  ],
  { error: 'must have a "uri", and either "text" or Base64 as "blob"' },
)

const content = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string(), ...notes }),
  z.object({ type: z.literal('image'), data: bytes, mimeType: z.string().min(1), ...notes }),
  z.object({ type: z.literal('audio'), data: bytes, mimeType: z.string().min(1), ...notes }),
  z.object({ type: z.literal('resource'), resource: contents, ...notes }),
  z.object({
    type: z.literal('resource_link'),
    uri: address,
    name: z.string().min(1),
    title: z.string().optional(),
    description: z.string().optional(),
    mimeType: z.string().optional(),
    size: z.number().optional(),
    icons: icons.optional(),
    ...notes,
  }),
])

/** One piece of content, in any of the forms MCP knows. */
export type Content = z.infer<typeof content>

/** The contents of a resource: text, or bytes as Base64. */
export type ResourceContents = z.infer<typeof contents>

/** Reads what a module gave as contents of a resource. */
export function parseResourceContents(value: unknown): Result<ResourceContents, string> {
  const parsed = contents.safeParse(value)
  return parsed.success ? ok(parsed.data) : refuse(parsed.error.issues[0]?.message ?? 'does not fit')
}

/** Types of {@link Content}. */
const types = 'text, image, audio, resource, resource_link'

/**
 * Reads what a module or an upstream gave as content; a plain text is content too. Members that MCP does not know are
 * left out, so that nothing invalid is passed on.
 */
export function parseContent(value: unknown): Result<Content, string> {
  if (typeof value === 'string') return ok({ type: 'text', text: value })
  if (!isJsonObject(value)) return refuse('content must be an object or a text')
  const parsed = content.safeParse(value)
  if (parsed.success) return ok(parsed.data)
  const issue = parsed.error.issues[0]
  const path = issue?.path.map(String).join('.') ?? ''
  if (path === 'type') return refuse(`its type must be one of ${types}`)
  return refuse(`${String(value['type'])}.${path}: ${issue?.message ?? 'does not fit'}`)
}
