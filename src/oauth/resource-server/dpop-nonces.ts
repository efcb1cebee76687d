import type { Storage } from '../../storage/storage.ts'

/** Nonces that DPoP proofs must hold (RFC 9449 section 9): one at a time, the same at every gateway on one storage. */
export interface DpopNonces {
  /** The nonce to hand out now. */
  current(): Promise<string>
  /** How a nonce stands: the current one, the one before it, or neither. */
  judge(nonce: string | undefined): Promise<'current' | 'previous' | 'unknown'>
}

/** What nonces need. */
export interface DpopNoncesInput {
  readonly storage: Storage
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly randomId: () => string
  /** Time a nonce is handed out, milliseconds; it is accepted twice as long. Default 5 minutes. */
  readonly periodMs?: number
}

/** Creates the nonces of a gateway. */
export function createDpopNonces(input: DpopNoncesInput): DpopNonces {
  const periodMs = input.periodMs ?? 300_000
  const known = new Map<number, string>()

  const nonceOf = async (period: number): Promise<string> => {
    const remembered = known.get(period)
    if (remembered !== undefined) return remembered
    const key = `dpop:nonce:${period}`
    // Whoever comes first decides; the others take what stands there.
    await input.storage.replaceIf(key, undefined, input.randomId(), periodMs * 3)
    const nonce = (await input.storage.get(key))?.value ?? input.randomId()
    known.set(period, nonce)
    known.delete(period - 2)
    return nonce
  }

  const period = (): number => Math.floor(input.now() / periodMs)
  return {
    current: () => nonceOf(period()),
    judge: async (nonce) => {
      if (nonce === undefined) return 'unknown'
      const now = period()
      if (nonce === (await nonceOf(now))) return 'current'
      return nonce === (await nonceOf(now - 1)) ? 'previous' : 'unknown'
    },
  }
}
