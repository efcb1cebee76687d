import type { PolicySetup } from '../../gateway/policy.ts'
import type { ProviderKeys } from '../../oauth/resource-server/identity-providers/identity-provider.ts'
import type { KeySource } from '../../oauth/resource-server/key-source.ts'
import { createPublicKey } from '../../oauth/resource-server/public-key.ts'
import { readSigningKeys, type KeyLocation } from '../../oauth/resource-server/read-signing-keys.ts'
import { createSecretKey } from '../../oauth/resource-server/secret-key.ts'
import { createSigningKeys } from '../../oauth/resource-server/signing-keys.ts'
import { createFetchText } from './fetch-text.ts'
import type { KeySetOptions } from './options.ts'

/** Whose keys, and where they come from. */
export interface IssuerKeysInput {
  /** The issuer; undefined where none is configured. */
  readonly issuer: string | undefined
  readonly keys: ProviderKeys
  readonly keySet: KeySetOptions
  /** Header fields to send along. */
  readonly headers?: Readonly<Record<string, string>>
}

/** Creates the keys of an issuer: read in process when the issuer is an embedded one of ours, else fetched. */
export function createIssuerKeys(input: IssuerKeysInput, setup: PolicySetup): KeySource {
  const { keys } = input
  if (keys.kind === 'secret') return createSecretKey(keys.secret)
  if (keys.kind === 'public-key') return createPublicKey(keys.pem, keys.algorithm)
  return createPublishedKeys(keys, input, setup)
}

function createPublishedKeys(
  location: KeyLocation,
  { issuer, keySet, headers = {} }: IssuerKeysInput,
  setup: PolicySetup,
): KeySource {
  const { services } = setup
  const named = issuer ?? (location.kind === 'url' ? location.url : location.issuer)
  const fetchText = createFetchText(services.upstream, headers, keySet.timeoutSeconds * 1000)
  return createSigningKeys({
    issuer: named,
    now: () => services.now(),
    read: () => services.localIssuers.keysOf(named) ?? readSigningKeys(location, fetchText),
    isLocal: () => isLocal(setup, named),
    staleAfterMs: keySet.refreshSeconds * 1000,
    maxStaleMs: keySet.maxStaleSeconds * 1000,
    onFailure: (message) =>
      services.log.warn('signing keys could not be read', { policy: setup.name, problem: message }),
  })
}

function isLocal({ services }: PolicySetup, issuer: string): boolean {
  const keys = services.localIssuers.keysOf(issuer)
  keys?.catch(() => undefined) // Only whether it is ours is asked here; the read itself reports its failure.
  return keys !== undefined
}
