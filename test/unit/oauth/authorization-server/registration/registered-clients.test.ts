import { afterEach, expect, test, vi } from 'vitest'
import type { RegistrationSettings } from '../../../../../src/identity/identity.ts'
import type { ClientMetadata } from '../../../../../src/oauth/authorization-server/registration/parse-client-metadata.ts'
import {
  createRegisteredClients,
  type RegisteredClients,
  type Registration,
} from '../../../../../src/oauth/authorization-server/registration/registered-clients.ts'
import { createMemoryStorage } from '../../../../../src/storage/memory.ts'
import { registrationOf } from '../../../../support/identity-parts.ts'

const metadata = (name = 'Client', change: Partial<ClientMetadata> = {}): ClientMetadata => ({
  name,
  authMethod: 'none',
  grantTypes: ['authorization_code'],
  redirectUris: ['https://app.example/a', 'https://app.example/b'],
  scopes: [],
  keys: [],
  keysUrl: undefined,
  ...change,
})

afterEach(() => void vi.useRealTimers())

let now = 1_700_000_000_000
const open = (given: Partial<RegistrationSettings> = {}): RegisteredClients => {
  vi.useFakeTimers({ toFake: ['Date'], now })
  return createRegisteredClients(createMemoryStorage({ now: () => now }), 'mcp', registrationOf(given))
}
const pass = (hours: number): void => {
  now += hours * 3_600_000
  vi.setSystemTime(now)
}
const register = async (
  clients: RegisteredClients,
  given = metadata(),
  network = '1',
): Promise<Registration> => {
  const outcome = await clients.register(given, network)
  if (typeof outcome === 'string') throw new Error(outcome)
  return outcome
}

test('one client that registers again and again leaves one entry, and is never stopped', async () => {
  const clients = open({ maxClients: 1, perAddressPerHour: 1 })
  const first = await register(clients)
  pass(0.5)
  for (let start = 0; start < 50; start++) expect(await register(clients)).toEqual(first)
  const reordered = metadata('Client', { redirectUris: ['https://app.example/b', 'https://app.example/a'] })
  expect((await register(clients, reordered)).clientId).toBe(first.clientId)
})

test('equal registrations at one moment are one client', async () => {
  const clients = open()
  const ids = await Promise.all(Array.from({ length: 8 }, async () => (await register(clients)).clientId))
  expect(new Set(ids).size).toBe(1)
})

test('every confidential client is its own', async () => {
  const clients = open()
  const secret = metadata('Client', { authMethod: 'client_secret_basic' })
  const [one, other] = [await register(clients, secret), await register(clients, secret)]
  expect(one.clientId).not.toBe(other.clientId)
  expect(await clients.read(one.clientId, other.accessToken ?? '')).toBeUndefined()
  expect(await clients.read(one.clientId, one.accessToken ?? '')).toMatchObject({ clientId: one.clientId })
})

test('an address is bounded for an hour, and all of them by the number of clients', async () => {
  const clients = open({ maxClients: 3, perAddressPerHour: 2 })
  await register(clients, metadata('1'))
  await register(clients, metadata('2'))
  expect(await clients.register(metadata('3'), '1')).toBe('too_many_from_address')
  await register(clients, metadata('3'), '2')
  expect(await clients.register(metadata('4'), '2')).toBe('full')
  pass(25)
  await register(clients, metadata('4'))
})

test('a client that never got a token goes after a day, a used one after 90 days without use', async () => {
  const clients = open()
  const [unused, used] = [await register(clients, metadata('1')), await register(clients, metadata('2'))]
  await clients.recordUse(used.clientId)
  pass(25)
  expect(await clients.find(unused.clientId)).toBeUndefined()
  pass(80 * 24)
  await clients.recordUse(used.clientId)
  pass(80 * 24)
  expect(await clients.find(used.clientId)).toMatchObject({ name: '2', pkceRequired: true })
  pass(11 * 24)
  expect(await clients.find(used.clientId)).toBeUndefined()
})

test('a removed client is unknown, and nothing brings it back', async () => {
  const clients = open()
  const { clientId } = await register(clients)
  await clients.remove(clientId)
  await clients.recordUse(clientId)
  await clients.recordUse('web')
  expect(await clients.find(clientId)).toBeUndefined()
})
