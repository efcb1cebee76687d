/** An expression that the embedded servers can evaluate themselves. */
export type ClaimExpression =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'user'; readonly attribute: UserAttribute }

/** Attributes of a person, by Okta's names. */
export type UserAttribute = (typeof userAttributes)[number]

const userAttributes = ['login', 'email', 'displayName'] as const

/**
 * Reads the part of Okta's expression language that needs no Okta: a quoted text, or `user.` and an attribute that an
 * identity file declares. Undefined for everything else, which only a real organization can evaluate.
 */
export function parseClaimExpression(expression: string): ClaimExpression | undefined {
  const trimmed = expression.trim()
  const quoted = /^"([^"\\]*)"$/.exec(trimmed) ?? /^'([^'\\]*)'$/.exec(trimmed)
  if (quoted !== null) return { kind: 'text', text: quoted[1] ?? '' }
  const attribute = userAttributes.find((name) => trimmed === `user.${name}`)
  return attribute === undefined ? undefined : { kind: 'user', attribute }
}
