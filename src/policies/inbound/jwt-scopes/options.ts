import * as z from 'zod'

const scopeName = z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, 'a scope is one word')

/** Options of the scope policy. */
export const jwtScopesOptions = z.object({
  scopes: z
    .array(scopeName)
    .min(1)
    .max(100)
    .describe('Scopes that the token must have, all of them. Required.'),
  scopeHierarchy: z
    .record(scopeName, z.array(scopeName))
    .default({})
    .describe(
      'Scopes that a scope stands for beside its own name, such as { "books:admin": ["books:read"] }. Default: each for itself.',
    ),
})
