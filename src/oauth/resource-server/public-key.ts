import { importSPKI } from 'jose'
import type { KeyLookup, KeySource } from './key-source.ts'

/** Creates the source of one public key in PEM form, which a provider hands out instead of a key set. */
export function createPublicKey(pem: string, algorithm: string): KeySource {
  let problem: string | undefined
  // Imported at the start: what is wrong with the key shows before the first caller comes.
  const imported: Promise<CryptoKey | undefined> = importSPKI(pem, algorithm).catch((error: unknown) => {
    problem = `The public key cannot be used with ${algorithm}: ${error instanceof Error ? error.message : String(error)}`
    return undefined
  })
  const find = async (_keyId: string | undefined, asked: string): Promise<KeyLookup> => {
    const key = await imported
    return key === undefined || asked !== algorithm ? { kind: 'unknown' } : { kind: 'found', key }
  }
  return { find, generation: () => 0, problem: () => problem }
}
