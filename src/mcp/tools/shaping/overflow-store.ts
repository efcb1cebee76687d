import type { RequestUser } from '../../../gateway/exchange.ts'
import type { Services } from '../../../gateway/services.ts'

/** An answer that is kept because a model was shown only a part of it. */
export interface Overflow {
  readonly mimeType: string
  readonly text: string
}

/** How long an answer can be read, milliseconds. */
export const overflowLife = 10 * 60_000
/** Most answers of one caller that are kept at a time. */
const mostKept = 50
/** Most characters kept at a time, of all callers. */
const mostCharacters = 64 * 1024 * 1024

/** What the addresses of kept answers begin with. */
export const overflowPrefix = 'sallyport://overflow/'

type Caller = RequestUser | undefined
type Store = Pick<Services, 'storage' | 'randomId' | 'sha256'>

/**
 * Keeps an answer for its caller and answers the address; undefined when there is no room. The address is a secret of two
 * random UUIDs, and even who knows it reads it only as the same subject of the same issuer (MCP, security best practices:
 * handles are bound to the caller).
 */
export async function keepOverflow(
  { storage, randomId, sha256 }: Store,
  caller: Caller,
  overflow: Overflow,
): Promise<string | undefined> {
  const owner = ownerOf(caller, sha256)
  const size = overflow.text.length
  const kept = await storage.increment(`mcp:overflow-count:${owner}`, 1, overflowLife)
  const total = await storage.increment('mcp:overflow-characters', size, overflowLife)
  if (kept > mostKept || total > mostCharacters) return undefined
  const id = `${randomId()}${randomId()}`.replaceAll('-', '')
  const value = JSON.stringify({ owner, ...overflow })
  await storage.write([{ put: keyOf(id, sha256), value, ttlMs: overflowLife }])
  return overflowPrefix + id
}

/** The answer kept under an address, for the caller it was given to; undefined for everybody else and after its time. */
export async function readOverflow(
  { storage, sha256 }: Pick<Services, 'storage' | 'sha256'>,
  caller: Caller,
  uri: string,
): Promise<Overflow | undefined> {
  const id = uri.slice(overflowPrefix.length)
  if (!uri.startsWith(overflowPrefix) || !/^[0-9a-f]{64}$/.test(id)) return undefined
  const stored = await storage.get(keyOf(id, sha256))
  if (stored === undefined) return undefined
  const { owner, mimeType, text } = JSON.parse(stored.value) as Overflow & { readonly owner: string }
  return owner === ownerOf(caller, sha256) ? { mimeType, text } : undefined
}

/** The store learns neither the address nor who may read it. */
function keyOf(id: string, sha256: Services['sha256']): string {
  return `mcp:overflow:${sha256(id)}`
}

/** Callers of a server that signs nobody in are one and the same. */
function ownerOf(caller: Caller, sha256: Services['sha256']): string {
  if (caller === undefined) return 'anyone'
  const issuer = caller.data['iss']
  return sha256(`${typeof issuer === 'string' ? issuer : ''}\n${caller.sub}`)
}
