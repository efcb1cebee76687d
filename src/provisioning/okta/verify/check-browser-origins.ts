import type { Identity } from '../../../identity/identity.ts'
import { OktaApiError } from '../api-error.ts'
import type { ManagementClient } from '../management-client.ts'
import { failed, passed, skipped, type Finding } from './finding.ts'

interface TrustedOrigin {
  readonly origin: string
  readonly status: string
  readonly scopes?: readonly { readonly type: string }[]
}

/** Web origins of browser clients, which Okta answers only when it trusts them; other clients need none. */
export async function checkBrowserOrigins(client: ManagementClient, identity: Identity): Promise<Finding> {
  const check = 'trusted origins'
  const wanted = new Set(
    identity.clients
      .filter(({ type }) => type === 'browser')
      .flatMap(({ redirectUris }) => redirectUris.map((uri) => new URL(uri).origin)),
  )
  if (wanted.size === 0) return passed(check, 'No client runs in a browser, so none is needed.')
  const trusted = await listTrusted(client)
  if (trusted === undefined)
    return skipped(
      check,
      'The credential may not read the trusted origins.',
      'Grant it okta.trustedOrigins.read, or look under Security > API > Trusted Origins.',
    )
  const missing = [...wanted].filter(
    (origin) =>
      !trusted.some(
        (one) =>
          one.status === 'ACTIVE' && one.origin === origin && one.scopes?.some(({ type }) => type === 'CORS'),
      ),
  )
  if (missing.length === 0) return passed(check, 'Okta trusts the origins of the browser clients.')
  const hint = 'Add them under Security > API > Trusted Origins, with CORS.'
  return failed(check, `Okta does not answer browsers at ${missing.join(', ')}.`, hint)
}

/** Undefined where the credential does not open them: provisioning itself needs no access to them. */
async function listTrusted(client: ManagementClient): Promise<readonly TrustedOrigin[] | undefined> {
  try {
    return await client.list<TrustedOrigin>('/trustedOrigins?limit=200')
  } catch (error) {
    if (error instanceof OktaApiError && error.status === 403) return undefined
    throw error
  }
}
