import type { CallerSecurity } from '../../gateway/policy.ts'
import type { BearerProfile } from './profile.ts'

/** Says how callers of a policy for access tokens sign in: at an issuer that has a URL, else with a token they have. */
export function describeSecurity({
  issuer,
  authHeader,
  options,
}: Pick<BearerProfile, 'issuer' | 'authHeader'> & {
  readonly options: { readonly allowUnauthenticatedRequests: boolean }
}): CallerSecurity {
  const isOptional = options.allowUnauthenticatedRequests
  if (authHeader !== 'authorization')
    return { scheme: { type: 'apiKey', in: 'header', name: authHeader }, isOptional }
  if (issuer === undefined || !URL.canParse(issuer) || !/^https?:/.test(issuer))
    return { scheme: { type: 'http', scheme: 'bearer' }, isOptional }
  // OpenID Connect Discovery 1.0 section 4: a slash at the end of the issuer is not doubled.
  const openIdConnectUrl = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  return { scheme: { type: 'openIdConnect', openIdConnectUrl }, isOptional }
}
