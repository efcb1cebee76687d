import { afterAll, beforeAll, expect, it } from 'vitest'
import * as z from 'zod'
import type { InboundPolicy } from '../../../../src/gateway/policy.ts'
import type { ToolAnswer } from '../../../../src/gateway/tool-call.ts'
import { createOpenFgaPolicy } from '../../../../src/policies/openfga/create-policy.ts'
import { openFgaOptions } from '../../../../src/policies/openfga/options.ts'
import { heldTuple, startOpenFga, type OpenFgaServer } from '../../../support/openfga-server.ts'
import { contextOf, createWorld, exchangeWith, type World } from '../../../support/policy-setup.ts'
import { judge } from '../../../support/token-policy.ts'

let server: OpenFgaServer
let world: World
beforeAll(async () => {
  server = await startOpenFga()
  world = createWorld()
})
afterAll(async () => {
  await world.close()
  await server.close()
})

const ada = { sub: 'ada', data: {} }

function create(more: Record<string, unknown>): InboundPolicy {
  const options = { storeId: 'store-1', authorizationModelId: 'model-1', ...more }
  const parsed = z.object(openFgaOptions).parse(options)
  return createOpenFgaPolicy(server.url, parsed, () => Promise.resolve(undefined), world.setup)
}

it('allows what holds, denies the rest, and asks strangers to sign in', async () => {
  const policy = create({ relation: 'viewer', object: 'book:{id}' })
  const ask = async (user: typeof ada | undefined, id: string): Promise<number | undefined> =>
    (await judge(policy, world, { user, params: { id } })).reply?.status
  expect(await ask(ada, '1')).toBeUndefined()
  expect(await ask(ada, '2')).toBe(403)
  expect(await ask({ sub: '*', data: {} }, '1')).toBe(403)
  expect(await ask(undefined, '1')).toBe(401)
})

it('lets nobody pass while the store does not decide, unless it only watches', async () => {
  server.fault = { status: 503, body: '' }
  const options = { relation: 'viewer', object: 'book:1' }
  const { reply } = await judge(create(options), world, { user: ada })
  expect([reply?.status, reply?.headers['retry-after']]).toEqual([503, '5'])
  const watching = create({ ...options, allowUnauthorizedRequests: true })
  expect((await judge(watching, world, { user: ada })).reply).toBeUndefined()
  server.fault = undefined
})

it('asks what a module policy before it has set, and denies when none has', async () => {
  const policy = create({})
  const exchange = exchangeWith({ user: ada })
  const context = contextOf(exchange, world.services)
  expect((await policy.handle(exchange, context))?.status).toBe(403)
  context.custom['openFgaCheck'] = heldTuple
  expect(await policy.handle(exchange, context)).toBeUndefined()
})

it('judges each tool where the object names it', async () => {
  expect(create({ relation: 'viewer', object: 'book:1' }).handleTool).toBeUndefined()
  const policy = create({ relation: 'viewer', object: 'book:{tool}' })
  const ask = async (tool: string): Promise<ToolAnswer | undefined> => {
    const exchange = exchangeWith({ user: ada })
    const call = { tool, arguments: {}, annotations: {} }
    return policy.handleTool?.(call, exchange, contextOf(exchange, world.services))
  }
  expect(await ask('1')).toBeUndefined()
  expect(await ask('refund')).toMatchObject({ kind: 'refusal' })
  server.fault = { status: 503, body: '' }
  expect(await ask('1')).toMatchObject({ kind: 'refusal', retryAfterSeconds: 5 })
  server.fault = undefined
})
