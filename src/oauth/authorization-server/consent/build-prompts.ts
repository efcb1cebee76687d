import type { Context, interactionPolicy } from 'oidc-provider'
import type { OidcProvider } from '../load-oidc-provider.ts'
import type { ServedServer } from '../served-server.ts'
import { createConsents } from './consents.ts'

/** Set on a request that names `prompt=consent` itself; the library's own parameter is set for `offline_access` too. */
export const consentAsked = 'consent_asked'

/** Scopes that a person is asked about; Okta asks for both kinds where a person is there. */
export function scopesToAsk({ server }: Pick<ServedServer, 'server'>, requested: unknown): string[] {
  const names = typeof requested === 'string' ? requested.split(' ') : []
  return server.scopes
    .filter(({ name, consent }) => consent !== 'IMPLICIT' && names.includes(name))
    .map(({ name }) => name)
}

/**
 * The library's prompts with Okta's rule of consent: a person is asked about scopes whose consent is not implicit unless
 * they have allowed them before, and again when the client names `prompt=consent`. A device always needs an answer.
 */
export function buildPrompts(library: OidcProvider, served: ServedServer): interactionPolicy.Prompts {
  const prompts = library.interactionPolicy.base()
  const checks = prompts.get('consent')?.checks
  const consents = createConsents(served.storage, served.server.id)
  const isOpen = async ({ oidc }: Context): Promise<boolean> => {
    if (oidc.result?.consent !== undefined) return false
    if (/^(?:code|device)_/.test(oidc.route)) return true
    const { params = {} } = oidc
    const scopes = scopesToAsk(served, params['scope'])
    if (scopes.length === 0) return false
    if (params[consentAsked] !== undefined) return true
    const parties = {
      uid: oidc.account?.accountId ?? '',
      clientId: oidc.client?.clientId ?? '',
      redirectUri: String(params['redirect_uri']),
    }
    return !(await consents.covers(parties, scopes))
  }
  checks?.clear()
  checks?.add(
    new library.interactionPolicy.Check(
      'consent_open',
      'The person has not allowed these scopes yet.',
      'consent_required',
      isOpen,
    ),
  )
  return prompts
}
