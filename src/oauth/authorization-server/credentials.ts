import { randomBytes, randomInt } from 'node:crypto'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Identity, IdentityClient, IdentityUser } from '../../identity/identity.ts'
import { usesSecret } from '../../identity/compile-client.ts'
import { normalizeLogin } from '../../identity/normalize-login.ts'
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
  /** The file that holds a generated client secret. */
  secretFile(clientId: string): string | undefined
  /** The file that holds a generated password; undefined once its owner has deleted it. */
  passwordFile(login: string): string | undefined
  /** True when any secret or password is generated, at this start or an earlier one. */
  readonly anyGenerated: boolean
}

/** What credentials are made for, and where generated ones are kept. */
export interface CredentialsInput {
  readonly identity: Identity
  /** The state folder; generated values go to `credentials/` in it, readable by the owner only. */
  readonly folder: string
}

interface Known {
  readonly file: string | undefined
  readonly generated: string | undefined
}

/**
 * Gathers the credentials of a project at its start. What the identity file leaves out is generated once and kept in
 * files of mode 0600: a client secret as it is, because the owner copies it into the client; a password as its scrypt
 * hash, beside a readable file that the owner may delete after reading it.
 */
export async function ensureCredentials(input: CredentialsInput): Promise<Credentials> {
  const folder = join(input.folder, 'credentials')
  const { clients, users } = input.identity
  const confidential = clients.filter(usesSecret)
  const secrets = new Map(await Promise.all(confidential.map(async (client) => readSecret(folder, client))))
  const passwords = new Map(await Promise.all(users.map(async (user) => readPassword(folder, user))))
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

async function readSecret(
  folder: string,
  client: IdentityClient,
): Promise<[string, Known & { secret: string }]> {
  if (client.secret !== undefined) {
    return [client.id, { secret: client.secret, file: undefined, generated: undefined }]
  }
  const file = join(folder, `client-${client.id}.secret`)
  const known = await readOwnerFile(file)
  if (known !== undefined) return [client.id, { secret: known, file, generated: undefined }]
  const secret = randomBytes(32).toString('base64url')
  await writeOwnerFile(folder, file, secret)
  return [client.id, { secret, file, generated: secret }]
}

type KnownPassword = Known & { readonly login: string; readonly hash: PasswordHash }

async function readPassword(folder: string, user: IdentityUser): Promise<[string, KnownPassword]> {
  const { login } = user
  const key = normalizeLogin(login)
  if (user.password !== undefined) {
    return [key, { login, hash: await hashPassword(user.password), file: undefined, generated: undefined }]
  }
  const name = join(folder, `user-${encodeURIComponent(key).slice(0, 200)}`)
  const file = `${name}.password`
  const [clear, kept] = await Promise.all([readOwnerFile(file), readOwnerFile(`${name}.scrypt`)])
  const hash = kept === undefined ? undefined : parsePasswordHash(kept)
  if (clear === undefined && hash !== undefined)
    return [key, { login, hash, file: undefined, generated: undefined }]
  // The readable file is the owner's to edit, so it wins over a hash that no longer fits it.
  const password = clear ?? createPassword()
  const fits = hash !== undefined && (await verifyPasswordHash(password, hash))
  const current = fits ? hash : await hashPassword(password)
  if (!fits) await writeOwnerFile(folder, `${name}.scrypt`, formatPasswordHash(current))
  if (clear === undefined) await writeOwnerFile(folder, file, password)
  return [key, { login, hash: current, file, generated: clear === undefined ? password : undefined }]
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
