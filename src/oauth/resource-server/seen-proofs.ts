import type { Storage } from '../../storage/storage.ts'

/** Remembers DPoP proofs, so that none passes twice (RFC 9449 section 11.1). */
export interface SeenProofs {
  /** True the first time a proof of this key is shown, false ever after. */
  admit(keyThumbprint: string, proofId: string): Promise<boolean>
}

/** What the memory needs. */
export interface SeenProofsInput {
  readonly storage: Storage
  readonly sha256: (text: string) => string
  /** How long a proof could pass again, seconds. */
  readonly keptSeconds: number
}

/** Creates the memory; only proofs of accepted tokens come here, so that strangers cannot fill it. */
export function createSeenProofs({ storage, sha256, keptSeconds }: SeenProofsInput): SeenProofs {
  return {
    admit: (keyThumbprint, proofId) =>
      storage.replaceIf(
        `dpop:proof:${sha256(`${keyThumbprint} ${proofId}`)}`,
        undefined,
        '',
        keptSeconds * 1000,
      ),
  }
}
