import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** A password as it is kept: what scrypt made of it, with the salt and the cost it was made with. */
export interface PasswordHash {
  readonly cost: number
  readonly blockSize: number
  readonly parallelization: number
  readonly salt: Buffer
  readonly hash: Buffer
}

/** OWASP's scrypt parameters that need the least memory: 16 MiB for one attempt. */
const parameters = { cost: 2 ** 14, blockSize: 8, parallelization: 5 }
const hashLength = 32

/** Hashes a password with a salt of its own. */
export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = randomBytes(16)
  return { ...parameters, salt, hash: await derive(password, { ...parameters, salt }) }
}

/** A hash no password has: checking against it costs as much as against a real one. */
export function createUnmatchableHash(): PasswordHash {
  return { ...parameters, salt: randomBytes(16), hash: randomBytes(hashLength) }
}

/** True when the password is the one that was hashed; takes the same time either way. */
export async function verifyPasswordHash(password: string, expected: PasswordHash): Promise<boolean> {
  const actual = await derive(password, expected)
  return actual.length === expected.hash.length && timingSafeEqual(actual, expected.hash)
}

/** `scrypt$cost$blockSize$parallelization$salt$hash`. */
export function formatPasswordHash(hash: PasswordHash): string {
  const numbers = [hash.cost, hash.blockSize, hash.parallelization]
  return ['scrypt', ...numbers, hash.salt.toString('base64url'), hash.hash.toString('base64url')].join('$')
}

/** Reads what {@link formatPasswordHash} wrote; undefined for anything else, and for costs that no start should pay. */
export function parsePasswordHash(text: string): PasswordHash | undefined {
  const found = /^scrypt\$(\d{1,7})\$(\d{1,2})\$(\d{1,2})\$([\w-]{16,})\$([\w-]{43})$/.exec(text.trim())
  if (found === null) return undefined
  const [cost = 0, blockSize = 0, parallelization = 0] = found.slice(1, 4).map(Number)
  if (cost < 2 || cost > 2 ** 20 || blockSize < 1 || parallelization < 1) return undefined
  const [salt = '', hash = ''] = found.slice(4)
  return {
    cost,
    blockSize,
    parallelization,
    salt: Buffer.from(salt, 'base64url'),
    hash: Buffer.from(hash, 'base64url'),
  }
}

function derive(password: string, how: Omit<PasswordHash, 'hash'>): Promise<Buffer> {
  const options = {
    N: how.cost,
    r: how.blockSize,
    p: how.parallelization,
    maxmem: 256 * how.cost * how.blockSize,
  }
  return new Promise((resolve, reject) => {
    // What looks the same on two keyboards is the same password.
    scrypt(password.normalize('NFKC'), how.salt, hashLength, options, (error, key) => {
      if (error === null) resolve(key)
      else reject(error)
    })
  })
}
