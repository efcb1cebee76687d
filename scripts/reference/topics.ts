import type { PartWithPage } from './find-pages.ts'

/** Topics of the index in their order, each with the names of the policies under it; the first that fits is taken. */
const topics: readonly (readonly [string, RegExp])[] = [
  ['Upstream authentication', /^upstream-|^set-upstream-|^aws-/],
  [
    'Authentication',
    /jwt|introspection|phantom|^api-key|^basic-auth|^mtls|^hmac|^ldap|verification|^require-user|-to-header/,
  ],
  ['Authorization', /^acl|^rbac|^jwt-scopes|^geo|^ip-|fga|^authz/],
  ['Limits', /rate-limit|^quota|size-limit|^brownout|^sleep/],
  ['Validation', /validation|^require-|^validate-/],
  ['GraphQL', /graphql/],
  ['Caching and mocks', /cach|^mock/],
  ['Security and audit', /audit|masking|injection/],
  [
    'Shaping',
    /headers|query-params|body|method|status|-to-json|replace|transform|custom|composite|deprecation/,
  ],
]

/** The heading under which the index lists a part. */
export function topicOf({ stage, name }: PartWithPage): string {
  if (stage === 'handler') return 'Handlers'
  if (name.startsWith('jwt-scopes')) return 'Authorization'
  return topics.find(([, pattern]) => pattern.test(name))?.[0] ?? 'Other policies'
}

/** Every topic in the order of the index. */
export const topicOrder: readonly string[] = [...topics.map(([topic]) => topic), 'Other policies', 'Handlers']
