import { afterEach, beforeEach, expect, test } from 'vitest'
import { OktaApiError } from '../../../../src/provisioning/okta/api-error.ts'
import {
  createManagementClient,
  OktaUnreachable,
} from '../../../../src/provisioning/okta/management-client.ts'
import { startOktaWorld, type OktaWorld } from '../../../support/okta-world.ts'

let world: OktaWorld
beforeEach(async () => {
  world = await startOktaWorld({ pageSize: 2 })
})
afterEach(() => world.close())
const create = (name: string, recover = async (): Promise<{ id: string } | undefined> => undefined) =>
  world.client.create<{ id: string }>('/groups', { profile: { name } }, recover)

test('lists go on to their end', async () => {
  for (const name of ['a', 'b', 'c', 'd']) await create(name)
  expect(await world.client.list('/groups')).toHaveLength(5)
})

test('nothing is undefined where it may be missing, and an error elsewhere', async () => {
  expect(await world.client.find('/groups/00gmissing')).toBeUndefined()
  await expect(world.client.get('/groups/00gmissing')).rejects.toThrow(OktaApiError)
  await world.client.delete('/groups/00gmissing')
})

test('limits, locks and failures are waited out', async () => {
  world.org.disturb({ kind: 'rate-limited' })
  world.org.disturb({ kind: 'reconciling', times: 2 })
  world.org.disturb({ kind: 'unavailable', times: 2 })
  expect(await world.client.list('/groups')).toHaveLength(1)
  expect(world.waits).toHaveLength(5)
  expect(world.waits[0]).toBeGreaterThan(0)
})

test('what stays broken is given up', async () => {
  world.org.disturb({ kind: 'unavailable', times: 9 })
  await expect(world.client.list('/groups')).rejects.toThrow('503 E0000010')
  expect(world.waits).toHaveLength(4)
})

test('something is made once though its answer was lost', async () => {
  world.org.disturb({ kind: 'lost', method: 'POST' })
  const found = async () =>
    (await world.client.list<{ id: string; profile: { name: string } }>('/groups')).find(
      ({ profile }) => profile.name === 'once',
    )
  const { id } = await create('once', found)
  expect(id).toMatch(/^00g/)
  expect(await world.client.list('/groups')).toHaveLength(2)
})

test('something that was not made is made at the second try', async () => {
  world.org.disturb({ kind: 'cut', method: 'POST' })
  expect((await create('later')).id).toMatch(/^00g/)
})

test('an organization that is not there is named, and so is a page elsewhere', async () => {
  const nowhere = createManagementClient({
    connection: { orgUrl: 'http://127.0.0.1:9', credential: { kind: 'api-token', token: 'canary' } },
    wait: async () => undefined,
  })
  const failing = nowhere.get('/groups')
  await expect(failing).rejects.toThrow(OktaUnreachable)
  await expect(failing).rejects.toThrow(/http:\/\/127.0.0.1:9 cannot be reached for GET \/api\/v1\/groups/)
  await expect(nowhere.get('https://elsewhere.example/api/v1/groups')).rejects.toThrow('goes on elsewhere')
  await nowhere.close()
})

test('long waits are told', async () => {
  const told: string[] = []
  const patient = createManagementClient({
    connection: { orgUrl: world.org.origin, credential: { kind: 'api-token', token: world.org.apiToken } },
    wait: async () => undefined,
    onWait: (reason) => told.push(reason),
  })
  world.org.disturb({ kind: 'rate-limited' })
  await patient.list('/groups')
  await patient.close()
  expect(told).toEqual(['Okta limits the rate of calls'])
})
