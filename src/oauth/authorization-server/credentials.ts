import { randomBytes, randomInt } from 'node:crypto'
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mapInBatches } from '../../foundation/map-in-batches.ts'
import type { Identity, IdentityClient, IdentityUser } from '../../identity/identity.ts'
import type { Storage } from '../../storage/storage.ts'
import { usesSecret } from '../../identity/compile-client.ts'
import { normalizeLogin } from '../../identity/normalize-login.ts'
import { ensureValue } from './ensure-value.ts'
import {
  createUnmatchableHash,
  formatPasswordHash,
  hashPassword,
  parsePasswordHash,
  verifyPasswordHash,
  type PasswordHash,
} from './hash-password.ts'

/** Secrets of clients and passwords of users: those of the identity file, and generated ones for the rest. */
export interface Credentials {
  /** The secret of a confidential client; undefined for public and unknown ones. */
  secretOf(clientId: string): string | undefined
  /** True when the password is the user's; takes the same time when nobody has that login. */
  verifyPassword(login: string, password: string): Promise<boolean>
  /** What this start has generated, to be shown once. */
  readonly generated: {
    readonly clients: readonly { readonly id: string; readonly secret: string }[]
    readonly users: readonly { readonly login: string; readonly password: string }[]
  }
  /** The file that shows a generated client secret; undefined where another gateway generated it or its owner deleted it. */
  secretFile(clientId: string): string | undefined
  /** The file that shows a generated password; undefined where another gateway generated it or its owner deleted it. */
  passwordFile(login: string): string | undefined
  /** True when any secret or password is generated, at this start or an earlier one. */
  readonly anyGenerated: boolean
}

/** What credentials are made for, and where generated ones are kept. */
export interface CredentialsInput {
  readonly identity: Identity
  /** Keeps generated secrets and the hashes of generated passwords, for every gateway over it. */
  readonly storage: Storage
  /** The state folder; its `credentials/` shows what was generated here, readable by the owner only. */
  readonly folder: string
}

/** A store on a server takes only so many calls at once. */
const readAtOnce = 32

interface Known {
  readonly file: string | undefined
  readonly generated: string | undefined
}

/**
 * Gathers the credentials of a project at its start. What the identity file leaves out is generated once and kept in the
 * store: a client secret as it is, because the standard's client authentication may need it, a password as its scrypt
 * hash. The gateway that generated it also writes it into a readable file, which the owner may delete after reading it.
 * What such a file says wins over the store: it is the owner's to edit.
 */
export async function ensureCredentials(input: CredentialsInput): Promise<Credentials> {
  const { clients, users } = input.identity
  const place: Place = { storage: input.storage, folder: join(input.folder, 'credentials') }
  const confidential = clients.filter(usesSecret)
  const secrets = new Map(await mapInBatches(confidential, readAtOnce, (client) => readSecret(place, client)))
  const passwords = new Map(await mapInBatches(users, readAtOnce, (user) => readPassword(place, user)))
  const unmatchable = createUnmatchableHash()
  return {
    secretOf: (clientId) => secrets.get(clientId)?.secret,
    verifyPassword: (login, password) =>
      verifyPasswordHash(password, passwords.get(normalizeLogin(login))?.hash ?? unmatchable),
    generated: {
      clients: [...secrets].flatMap(([id, { generated }]) =>
        generated === undefined ? [] : [{ id, secret: generated }],
      ),
      users: [...passwords.values()].flatMap(({ login, generated }) =>
        generated === undefined ? [] : [{ login, password: generated }],
      ),
    },
    secretFile: (clientId) => secrets.get(clientId)?.file,
    passwordFile: (login) => passwords.get(normalizeLogin(login))?.file,
    anyGenerated:
      confidential.some((client) => client.secret === undefined) ||
      users.some((user) => user.password === undefined),
  }
}

interface Place {
  readonly storage: Storage
  readonly folder: string
}

async function readSecret(
  { storage, folder }: Place,
  client: IdentityClient,
): Promise<[string, Known & { secret: string }]> {
  const { id } = client
  if (client.secret !== undefined)
    return [id, { secret: client.secret, file: undefined, generated: undefined }]
  const key = `as:credentials:client:${id}`
  const file = join(folder, `client-${id}.secret`)
  const shown = await readOwnerFile(file)
  if (shown !== undefined) {
    await keep(storage, key, shown)
    return [id, { secret: shown, file, generated: undefined }]
  }
  const stored = await storage.get(key)
  if (stored !== undefined) return [id, { secret: stored.value, file: undefined, generated: undefined }]
  const fresh = randomBytes(32).toString('base64url')
  const secret = await ensureShown({ storage, folder }, key, { file, shown: fresh, value: fresh })
  const isOurs = secret === fresh
  return [id, { secret, file: isOurs ? file : undefined, generated: isOurs ? secret : undefined }]
}

type KnownPassword = Known & { readonly login: string; readonly hash: PasswordHash }

async function readPassword(
  { storage, folder }: Place,
  user: IdentityUser,
): Promise<[string, KnownPassword]> {
  const { login } = user
  const name = normalizeLogin(login)
  const known = (hash: PasswordHash, file?: string, generated?: string): [string, KnownPassword] => [
    name,
    { login, hash, file, generated },
  ]
  if (user.password !== undefined) return known(await hashPassword(user.password))
  const key = `as:credentials:user:${encodeURIComponent(name)}`
  const file = join(folder, `user-${encodeURIComponent(name).slice(0, 200)}.password`)
  const [shown, stored] = await Promise.all([readOwnerFile(file), storage.get(key)])
  const kept = stored === undefined ? undefined : parsePasswordHash(stored.value)
  if (shown !== undefined) {
    if (kept !== undefined && (await verifyPasswordHash(shown, kept))) return known(kept, file)
    const hash = await hashPassword(shown)
    await keep(storage, key, formatPasswordHash(hash))
    return known(hash, file)
  }
  if (kept !== undefined) return known(kept)
  const password = createPassword()
  const fresh = formatPasswordHash(await hashPassword(password))
  const text = await ensureShown({ storage, folder }, key, { file, shown: password, value: fresh })
  const hash = parsePasswordHash(text)
  if (hash === undefined) throw new Error(`The store holds no password hash under ${key}.`)
  return text === fresh ? known(hash, file, password) : known(hash)
}

/** The file comes first: a start that is killed between the two leaves what the next one can go on with. */
async function ensureShown(
  { storage, folder }: Place,
  key: string,
  fresh: { readonly file: string; readonly shown: string; readonly value: string },
): Promise<string> {
  await writeOwnerFile(folder, fresh.file, fresh.shown)
  const value = await ensureValue(storage, key, () => fresh.value)
  if (value !== fresh.value) await rm(fresh.file, { force: true })
  return value
}

async function keep(storage: Storage, key: string, value: string): Promise<void> {
  if ((await storage.get(key))?.value !== value) await storage.write([{ put: key, value }])
}

/** Letters and digits that nobody mistakes for others. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** 20 characters in groups of five: 99 bits that a person can type. */
function createPassword(): string {
  const group = (): string => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}

async function readOwnerFile(file: string): Promise<string | undefined> {
  try {
    const text = (await readFile(file, 'utf8')).trim()
    return text === '' ? undefined : text
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

async function writeOwnerFile(folder: string, file: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
  await writeFile(file, `${text}\n`, { mode: 0o600 })
  // The mode above counts only for a file that is new.
  await chmod(file, 0o600)
}
