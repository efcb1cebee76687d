import * as z from 'zod'

/** RFC 6749 section 3.3. */
const scopeName = z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, 'a scope is one word')
const scopeWords = z
  .string()
  .regex(
    /^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/,
    'scopes are words with one space between',
  )

/** Scopes of an item: all of some words, all of a list, or any of several lists. */
export const scopesSetting = z.union([
  scopeWords,
  z.array(scopeName).max(50),
  z.array(z.array(scopeName).min(1).max(50)).min(1).max(50),
])

const expression = z.string().min(1).max(2000)

/** A CEL expression, alone or with what a refused caller is told. */
export const conditionSetting = z.union([
  expression,
  z.object({
    expression: expression.describe('CEL expression that must be true.'),
    message: z
      .string()
      .min(1)
      .max(500)
      .optional()
      .describe('Told to callers whose call is refused; a general sentence by default.'),
  }),
])

/** Settings of `x-zuplo-route.mcp` that say who may use a tool, prompt or resource. */
export const accessSettings = {
  scopes: scopesSetting
    .optional()
    .describe(
      'Scopes that callers need: a text or a list needs all of its scopes, a list of lists needs one of the lists, an empty list none; none by default.',
    ),
  condition: conditionSetting
    .optional()
    .describe(
      'CEL expression over `claims`, `arguments`, `tool` and `route` that must be true for a call; none by default.',
    ),
}

/** {@link conditionSetting}, checked. */
export type ConditionSetting = z.infer<typeof conditionSetting>
/** {@link scopesSetting}, checked. */
export type ScopesSetting = z.infer<typeof scopesSetting>

/** Options of an MCP server that say who may use what it offers. */
export const accessOptions = {
  scopeHierarchy: z
    .record(scopeName, z.array(scopeName).max(100))
    .default({})
    .describe(
      'Scopes that a scope stands for beside itself, to any depth, such as { "books:write": ["books:read"] }; object, each scope for itself by default.',
    ),
  securitySchemes: z
    .array(z.string().min(1))
    .optional()
    .describe(
      'OpenAPI security schemes whose scopes callers of this server need; list of names, those of issuers that the policies of this route accept by default.',
    ),
  initialScopes: z
    .array(scopeName)
    .optional()
    .describe(
      'Scopes that clients are told to ask for at first, the rest being asked for by calls that need them; list, every scope that something needs by default.',
    ),
  condition: conditionSetting
    .optional()
    .describe(
      'CEL expression that must be true for every call, beside the own condition of what is called; text or object, none by default.',
    ),
  listing: z
    .enum(['granted', 'all'])
    .default('granted')
    .describe(
      'Whether lists show what the caller may use (`granted`), or everything (`all`), so that clients can ask for more; `granted` by default.',
    ),
  stepUp: z
    .enum(['challenge', 'toolError'])
    .default('challenge')
    .describe(
      'How a tool call without its scopes is answered: with 403 and a challenge (`challenge`), or as a failed call that carries the challenge in `_meta` (`toolError`), for clients that do not follow the first; `challenge` by default.',
    ),
}
