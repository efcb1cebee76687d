import { oktaErrors, type OktaError } from '../okta-errors.ts'
import type { ServedServer } from '../served-server.ts'
import type { VerifyIdToken } from '../verify-id-token.ts'

/** What to do with a request to /v1/logout. */
export type LogoutVerdict =
  | { readonly kind: 'page'; readonly problem: OktaError }
  | {
      readonly kind: 'proceed'
      /** Whose session ends; another person's at the same browser is left alone. */
      readonly uid: string
      /** Where the browser goes then; undefined: a page says that it is done. */
      readonly redirectTo: string | undefined
    }

/**
 * Judges a request to sign out (OpenID Connect RP-Initiated Logout section 2). Nobody is redirected anywhere before the
 * ID token has shown which client asks, and the address is one of that client, byte for byte.
 */
export async function checkLogout(
  served: ServedServer,
  verify: VerifyIdToken,
  parameters: URLSearchParams,
): Promise<LogoutVerdict> {
  const names = [...parameters.keys()]
  if (new Set(names).size < names.length) return { kind: 'page', problem: oktaErrors.repeatedParameters }
  // Expired ID tokens are taken: people sign out long after they have signed in.
  const claims = await verify(parameters.get('id_token_hint') ?? '')
  if (claims === undefined) return { kind: 'page', problem: oktaErrors.invalidToken }
  const found = await served.clients.find(claims.aud)
  if (!found.ok) return { kind: 'page', problem: oktaErrors.invalidToken }
  const client = found.value
  const redirectUri = parameters.get('post_logout_redirect_uri') ?? ''
  if (redirectUri === '') return { kind: 'proceed', uid: claims.sub, redirectTo: undefined }
  if (!client.postLogoutRedirectUris.includes(redirectUri))
    return { kind: 'page', problem: oktaErrors.unregisteredLogoutUri }
  const url = new URL(redirectUri)
  const state = parameters.get('state')
  if (state !== null) url.searchParams.set('state', state)
  return { kind: 'proceed', uid: claims.sub, redirectTo: state === null ? redirectUri : url.href }
}
