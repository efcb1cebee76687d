import { createHash, timingSafeEqual } from 'node:crypto'
import type { ApiRoute } from './api-call.ts'
import { apiProblems } from './api-problem.ts'
import type { Organization } from './organization.ts'

/** Lets a call pass that has the administrator's token, or an OAuth token with the scope of the route. */
export function authenticateCall(
  organization: Organization,
  authorization: string | undefined,
  route: ApiRoute,
): void {
  const [scheme = '', credential = ''] = (authorization ?? '').split(' ')
  if (scheme === 'SSWS') {
    if (!equals(credential, organization.apiToken)) throw apiProblems.invalidToken()
    return
  }
  const token = scheme === 'Bearer' ? organization.accessTokens.get(credential) : undefined
  if (token === undefined || token.expiresAt < Date.now()) throw apiProblems.invalidToken()
  const manage = `okta.${route.area}.manage`
  const accepted = route.method === 'GET' ? [`okta.${route.area}.read`, manage] : [manage]
  if (!accepted.some((scope) => token.scopes.includes(scope))) throw apiProblems.forbidden()
}

/** True when a credential is the administrator's, in the same time whatever it is. */
export function isAdministrator(organization: Organization, authorization: string | undefined): boolean {
  return equals(authorization ?? '', `SSWS ${organization.apiToken}`)
}

function equals(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
