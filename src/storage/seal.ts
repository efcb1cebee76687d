import { fromBase64, toBase64 } from '../foundation/base64.ts'
import type { KeyRing, SealingKey } from './key-ring.ts'

/** What every sealed value starts with, then the id of its key, a colon, and nonce and ciphertext in base64. */
const mark = 'sealed:1:'
const nonceBytes = 12
const encoder = new TextEncoder()

/** Said when a sealed value cannot be opened. */
export class SealError extends Error {
  override readonly name = 'SealError'
}

/** The id of the key that sealed a value; undefined for one that is not sealed. */
export function sealedBy(value: string): string | undefined {
  return value.startsWith(mark) ? value.slice(mark.length, value.indexOf(':', mark.length)) : undefined
}

/** Seals a value under its name in the store, so that it opens nowhere else. */
export async function seal({ id, key }: SealingKey, name: string, value: string): Promise<string> {
  const sealed = new Uint8Array(nonceBytes + encoder.encode(value).length + 16)
  const nonce = crypto.getRandomValues(sealed.subarray(0, nonceBytes))
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: bindingOf(id, name) }
  sealed.set(new Uint8Array(await crypto.subtle.encrypt(algorithm, key, encoder.encode(value))), nonceBytes)
  return `${mark}${id}:${toBase64(sealed)}`
}

/** Opens what {@link seal} has sealed; a value that is not sealed is handed back. */
export async function unseal(ring: KeyRing, name: string, value: string): Promise<string> {
  const id = sealedBy(value)
  if (id === undefined) return value
  const sealing = ring.keyOf(id)
  if (sealing === undefined)
    throw new SealError(
      `The value of ${name} is sealed with the key "${id}", which the key ring does not hold.`,
    )
  try {
    const bytes = fromBase64(value.slice(mark.length + id.length + 1))
    const iv = bytes.subarray(0, nonceBytes)
    const algorithm = { name: 'AES-GCM', iv, additionalData: bindingOf(id, name) }
    const plain = await crypto.subtle.decrypt(algorithm, sealing.key, bytes.subarray(nonceBytes))
    return new TextDecoder().decode(plain)
  } catch (error) {
    throw new SealError(
      `The value of ${name} does not open with the key "${id}": it was changed or moved, or the key is another.`,
      { cause: error },
    )
  }
}

function bindingOf(id: string, name: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(`${mark}${id}:${name}`)
}
