import type { OktaBody } from './resource.ts'

/** What Okta writes itself and nobody sends. */
const readOnly: ReadonlySet<string> = new Set([
  ...['id', 'created', 'lastUpdated', '_links', '_embedded', 'system', 'default', 'issuer'],
  ...['apiResourceId', 'features', 'orn', 'lastMembershipUpdated', 'objectClass'],
])

/** Members of these kinds that Okta writes, though others of the same name are written by us. */
const readOnlyOf: Readonly<Record<string, readonly string[]>> = {
  client: ['status'],
  'authorization server': ['status', 'credentials'],
  group: ['type'],
}

/**
 * What is there with what is declared laid over it: objects are joined member by member, everything else is replaced, and
 * a member of undefined goes away. Settings that nobody declared stay as an administrator made them.
 */
export function mergeBody(kind: string, there: OktaBody, declared: OktaBody): OktaBody {
  const skipped = readOnlyOf[kind] ?? []
  // A scope is the one thing whose `default` is ours to say, and the declaration says it.
  const kept = Object.entries(there).filter(([name]) => !readOnly.has(name) && !skipped.includes(name))
  const merged = merge(Object.fromEntries(kept), declared)
  return kind === 'client' ? withClientIdOf(there, merged) : merged
}

/** A client id is given once, when the application is made. */
function withClientIdOf(there: OktaBody, merged: OktaBody): OktaBody {
  const { credentials } = there as { credentials?: { oauthClient?: { client_id?: string } } }
  const id = credentials?.oauthClient?.client_id
  return merge(merged, { credentials: { oauthClient: { client_id: id } } })
}

function merge(there: OktaBody, declared: OktaBody): OktaBody {
  const merged: Record<string, unknown> = { ...there }
  for (const [name, value] of Object.entries(declared)) {
    const before = merged[name]
    if (value === undefined) delete merged[name]
    else if (isObject(value) && isObject(before)) merged[name] = merge(before, value)
    else merged[name] = value
  }
  return merged
}

function isObject(value: unknown): value is OktaBody {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
