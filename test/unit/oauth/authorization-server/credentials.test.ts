import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Identity, IdentityClient } from '../../../../src/identity/identity.ts'
import { ensureCredentials } from '../../../../src/oauth/authorization-server/credentials.ts'
import { createMemoryStorage } from '../../../../src/storage/memory.ts'
import type { Storage } from '../../../../src/storage/storage.ts'
import { clientOf, identityOf, userOf } from '../../../support/identity-parts.ts'

const client = (id: string, type: IdentityClient['type'], secret?: string): IdentityClient =>
  clientOf(id, type, { secret })
const user = (login: string, password?: string) => userOf(login, { password })
const identity = identityOf({
  clients: [client('web', 'web'), client('service', 'service', 'given-secret'), client('native', 'native')],
  users: [user('Alex/../x@example.com'), user('sam', 'given password')],
})

let folder = ''
let storage: Storage
beforeEach(async () => {
  storage = createMemoryStorage()
  folder = await mkdtemp(join(tmpdir(), 'sallyport-credentials-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const read = async (file: string | undefined): Promise<string> => (await readFile(file ?? '', 'utf8')).trim()

describe('at the first start', () => {
  test('what is missing is generated, kept for the owner only, and told', async () => {
    const credentials = await ensureCredentials({ identity, storage, folder })
    const { clients, users } = credentials.generated
    expect(clients).toEqual([{ id: 'web', secret: credentials.secretOf('web') }])
    expect(users.map(({ login }) => login)).toEqual(['Alex/../x@example.com'])
    expect(await read(credentials.secretFile('web'))).toBe(clients[0]?.secret)
    expect(await read(credentials.passwordFile('alex/../X@example.com'))).toBe(users[0]?.password)
    expect(users[0]?.password).toMatch(/^(?:[a-z2-9]{5}-){3}[a-z2-9]{5}$/)
    expect(clients[0]?.secret).toMatch(/^[\w-]{43}$/)
    const kept = join(folder, 'credentials')
    expect((await stat(kept)).mode & 0o777).toBe(0o700)
    const files = await readdir(kept)
    expect(files).toHaveLength(2)
    for (const file of files) expect((await stat(join(kept, file))).mode & 0o777).toBe(0o600)
  })

  test('the store holds no password, only its hash', async () => {
    const { generated } = await ensureCredentials({ identity, storage, folder })
    const [key = ''] = await storage.list('as:credentials:user:', 10)
    const kept = (await storage.get(key))?.value
    expect(kept).toMatch(/scrypt/)
    expect(kept).not.toContain(generated.users[0]?.password)
  })

  test('what the identity file gives is used as it is, and nothing is written for it', async () => {
    const given: Identity = {
      ...identity,
      clients: [client('service', 'service', 'given-secret')],
      users: [user('sam', 'given password')],
    }
    const credentials = await ensureCredentials({ identity: given, storage, folder })
    expect(credentials.secretOf('service')).toBe('given-secret')
    expect(credentials.secretFile('service')).toBeUndefined()
    expect(credentials.passwordFile('sam')).toBeUndefined()
    expect(await credentials.verifyPassword('SAM', 'given password')).toBe(true)
    expect(credentials.anyGenerated).toBe(false)
    expect(await readdir(folder)).toEqual([])
  })

  test('a client that cannot keep a secret has none', async () => {
    const credentials = await ensureCredentials({ identity, storage, folder })
    expect(credentials.secretOf('native')).toBeUndefined()
    expect(credentials.secretOf('nobody')).toBeUndefined()
    expect(credentials.secretOf('constructor')).toBeUndefined()
  })
})

describe('at the next start', () => {
  test('the same values hold, and nothing is told again', async () => {
    const first = await ensureCredentials({ identity, storage, folder })
    const second = await ensureCredentials({ identity, storage, folder })
    expect(second.secretOf('web')).toBe(first.secretOf('web'))
    expect(
      await second.verifyPassword('alex/../x@example.com', first.generated.users[0]?.password ?? ''),
    ).toBe(true)
    expect(second.generated).toEqual({ clients: [], users: [] })
    expect(second.anyGenerated).toBe(true)
    expect(second.passwordFile('alex/../x@example.com')).toBe(first.passwordFile('alex/../x@example.com'))
  })

  test('both still work when their owner has deleted the readable files', async () => {
    const first = await ensureCredentials({ identity, storage, folder })
    await rm(join(folder, 'credentials'), { recursive: true })
    const second = await ensureCredentials({ identity, storage, folder })
    expect(
      await second.verifyPassword('alex/../x@example.com', first.generated.users[0]?.password ?? ''),
    ).toBe(true)
    expect(second.secretOf('web')).toBe(first.secretOf('web'))
    expect(second.passwordFile('alex/../x@example.com')).toBeUndefined()
    expect(second.secretFile('web')).toBeUndefined()
    expect(second.generated).toEqual({ clients: [], users: [] })
  })

  test('both still work over a store that forgets, as long as the files are there', async () => {
    const first = await ensureCredentials({ identity, storage, folder })
    const second = await ensureCredentials({ identity, storage: createMemoryStorage(), folder })
    expect(second.secretOf('web')).toBe(first.secretOf('web'))
    expect(
      await second.verifyPassword('alex/../x@example.com', first.generated.users[0]?.password ?? ''),
    ).toBe(true)
    expect(second.generated).toEqual({ clients: [], users: [] })
  })

  test('a secret its owner wrote into the file counts, at every gateway over the store', async () => {
    const first = await ensureCredentials({ identity, storage, folder })
    await writeFile(first.secretFile('web') ?? '', 'a secret of my own\n')
    const second = await ensureCredentials({ identity, storage, folder })
    const beside = await ensureCredentials({ identity, storage, folder: join(folder, 'beside') })
    expect([second.secretOf('web'), beside.secretOf('web')]).toEqual([
      'a secret of my own',
      'a secret of my own',
    ])
  })

  test('a password its owner wrote into the file counts', async () => {
    const first = await ensureCredentials({ identity, storage, folder })
    await writeFile(first.passwordFile('alex/../x@example.com') ?? '', 'my own words\n')
    const second = await ensureCredentials({ identity, storage, folder })
    expect(await second.verifyPassword('alex/../x@example.com', 'my own words')).toBe(true)
    expect(
      await second.verifyPassword('alex/../x@example.com', first.generated.users[0]?.password ?? ''),
    ).toBe(false)
  })
})

test('a wrong password, another one, and nobody are refused alike', async () => {
  const credentials = await ensureCredentials({ identity, storage, folder })
  expect(await credentials.verifyPassword('sam', 'wrong')).toBe(false)
  expect(await credentials.verifyPassword('sam', credentials.generated.users[0]?.password ?? '')).toBe(false)
  expect(await credentials.verifyPassword('nobody', 'given password')).toBe(false)
})

test('gateways that start at once over one store have the same, and one of them tells it', async () => {
  const folders = Array.from({ length: 4 }, (_, index) => join(folder, String(index)))
  const all = await Promise.all(folders.map((own) => ensureCredentials({ identity, storage, folder: own })))
  expect(new Set(all.map((each) => each.secretOf('web'))).size).toBe(1)
  const told = all.flatMap(({ generated }) => generated.users)
  expect(told).toHaveLength(1)
  for (const each of all)
    expect(await each.verifyPassword('alex/../x@example.com', told[0]?.password ?? '')).toBe(true)
  expect(all.filter((each) => each.secretFile('web') !== undefined)).toHaveLength(1)
  const files = await Promise.all(
    folders.map((own) => readdir(join(own, 'credentials')).catch((): string[] => [])),
  )
  expect(files.flat()).toHaveLength(2)
})
