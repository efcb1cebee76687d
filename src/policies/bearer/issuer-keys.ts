import type { PolicySetup } from '../../gateway/policy.ts'
import { readSigningKeys, type KeyLocation } from '../../oauth/resource-server/read-signing-keys.ts'
import { createSigningKeys, type SigningKeys } from '../../oauth/resource-server/signing-keys.ts'
import { createFetchText } from './fetch-text.ts'

/** Whose keys, and where they are published. */
export interface IssuerKeysInput {
  /** The issuer, or the URL of its keys where no issuer is configured. */
  readonly issuer: string
  readonly location: KeyLocation
  /** Header fields to send along. */
  readonly headers?: Readonly<Record<string, string>>
}

/** Creates the keys of an issuer: read in process when the issuer is an embedded one of ours, else fetched. */
export function createIssuerKeys(
  { issuer, location, headers }: IssuerKeysInput,
  setup: PolicySetup,
): SigningKeys {
  const { services } = setup
  const fetchText = createFetchText(services.upstream, headers)
  return createSigningKeys({
    issuer,
    now: () => services.now(),
    read: () => services.localIssuers.keysOf(issuer) ?? readSigningKeys(location, fetchText),
    isLocal: () => isLocal(setup, issuer),
    onFailure: (message) =>
      services.log.warn('signing keys could not be read', { policy: setup.name, problem: message }),
  })
}

function isLocal({ services }: PolicySetup, issuer: string): boolean {
  const keys = services.localIssuers.keysOf(issuer)
  keys?.catch(() => undefined) // Only whether it is ours is asked here; the read itself reports its failure.
  return keys !== undefined
}
