import { afterEach, beforeEach, expect, it } from 'vitest'
import * as z from 'zod'
import type { Authenticate } from '../../../../src/policies/decision/ask-decision-point.ts'
import { CheckClient } from '../../../../src/policies/openfga/check-client.ts'
import { openFgaOptions } from '../../../../src/policies/openfga/options.ts'
import { heldTuple, startOpenFga, type OpenFgaServer } from '../../../support/openfga-server.ts'
import { createWorld, type World } from '../../../support/policy-setup.ts'

let server: OpenFgaServer
let world: World
const clock = { now: 0 }
beforeEach(async () => {
  server = await startOpenFga()
  world = createWorld({ now: () => clock.now })
})
afterEach(async () => {
  await world.close()
  await server.close()
})

const noCredential: Authenticate = () => Promise.resolve(undefined)

function createClient(cacheTtlSeconds = 0, authenticate = noCredential): CheckClient {
  const options = { storeId: 'store-1', authorizationModelId: 'model-1', cacheTtlSeconds }
  return new CheckClient(`${server.url}/`, z.object(openFgaOptions).parse(options), authenticate, world.setup)
}

it('asks as the API documents it, and believes the answer', async () => {
  const client = createClient()
  expect(await client.check(heldTuple)).toBe('allowed')
  expect(await client.check({ ...heldTuple, user: 'user:bo' })).toBe('denied')
  expect(server.asked[0]).toMatchObject({
    path: 'POST /stores/store-1/check',
    authorization: undefined,
    body: { tuple_key: heldTuple, authorization_model_id: 'model-1' },
  })
})

it.each([
  { status: 500, body: '{"allowed":true}' },
  { status: 200, body: '{"allowed":"true"}' },
  { status: 200, body: '{}' },
  { status: 200, body: 'allowed' },
  { status: 302, body: '{"allowed":true}' },
])('does not decide by %j', async (fault) => {
  server.fault = fault
  expect(await createClient(60).check(heldTuple)).toBe('undecided')
  server.fault = undefined
})

it('does not decide without a credential, nor without a server', async () => {
  expect(await createClient(0, () => Promise.reject(new Error('no token'))).check(heldTuple)).toBe(
    'undecided',
  )
  const client = createClient()
  await server.close()
  expect(await client.check(heldTuple)).toBe('undecided')
})

it('remembers answers for as long as the options say, and failures never', async () => {
  const client = createClient(10)
  server.fault = { status: 500, body: '' }
  await client.check(heldTuple)
  server.fault = undefined
  for (const at of [0, 9_999, 10_000]) {
    clock.now = at
    expect(await client.check(heldTuple)).toBe('allowed')
  }
  expect(server.asked).toHaveLength(3)
})
