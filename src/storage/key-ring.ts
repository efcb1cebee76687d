import { StorageOpenError } from './errors.ts'

/** Keys that seal values at rest. */
export interface KeyRing {
  /** Seals; it opens too. */
  readonly first: SealingKey
  /** How many keys there are; more than one while keys change. */
  readonly size: number
  /** Opens what a key of this id has sealed. */
  keyOf(id: string): SealingKey | undefined
}

/** One key of AES-256-GCM and the name that stands beside everything it has sealed. */
export interface SealingKey {
  readonly id: string
  readonly key: CryptoKey
}

const keyBytes = 32
const idPattern = /^[A-Za-z0-9_-]{1,32}$/
const form = `id:key, where the id is of letters, digits, _ and -, and the key is ${keyBytes} random bytes in base64`

/** Reads `id:base64,id:base64`; the first key seals and all open. Messages never hold a key. */
export async function readKeyRing(text: string, source: string): Promise<KeyRing> {
  const bytesById = new Map<string, Uint8Array<ArrayBuffer>>()
  for (const [index, entry] of text.split(',').entries()) {
    const { id, bytes } = readEntry(entry.trim(), `Key ${index + 1} of ${source}`)
    const known = bytesById.get(id)
    if (known !== undefined && !isSame(known, bytes))
      throw new StorageOpenError(`${source} has two keys of the id "${id}": give each an id of its own.`)
    bytesById.set(id, bytes)
  }
  const keys = await Promise.all([...bytesById].map(([id, bytes]) => importKey(id, bytes)))
  const [first] = keys
  if (first === undefined) throw new StorageOpenError(`${source} holds no key: write ${form}.`)
  const byId = new Map(keys.map((key) => [key.id, key]))
  return { first, size: keys.length, keyOf: (id) => byId.get(id) }
}

/** A new key in the form that {@link readKeyRing} reads. */
export function createKeyText(id: string): string {
  return `${id}:${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(keyBytes))))}`
}

function readEntry(entry: string, place: string): { id: string; bytes: Uint8Array<ArrayBuffer> } {
  const colon = entry.indexOf(':')
  const id = entry.slice(0, Math.max(0, colon))
  const bytes = readBase64(entry.slice(colon + 1))
  if (!idPattern.test(id)) throw new StorageOpenError(`${place} has no id: write ${form}.`)
  if (bytes?.length !== keyBytes)
    throw new StorageOpenError(`${place} ("${id}") is not ${keyBytes} bytes in base64: write ${form}.`)
  return { id, bytes }
}

/** Both alphabets, with or without padding. */
function readBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const standard = text.replaceAll('-', '+').replaceAll('_', '/')
    return Uint8Array.from(atob(standard), (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.every((byte, index) => byte === b[index])
}

async function importKey(id: string, bytes: Uint8Array<ArrayBuffer>): Promise<SealingKey> {
  return { id, key: await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']) }
}
