import { afterAll, beforeAll, expect, it } from 'vitest'
import { authzen } from '../../../../../src/policies/inbound/authzen/authzen.ts'
import { authzenToken, startAuthzen, type AuthzenServer } from '../../../../support/authzen-server.ts'
import { contextOf, createWorld, exchangeWith, type World } from '../../../../support/policy-setup.ts'
import { createPolicy, judge } from '../../../../support/token-policy.ts'

const allowed = {
  subject: { type: 'user', id: 'ada' },
  action: { name: 'lend' },
  resource: { type: 'book', id: '7' },
}
let server: AuthzenServer
let world: World
beforeAll(async () => {
  server = await startAuthzen(allowed)
  world = createWorld()
})
afterAll(async () => {
  await world.close()
  await server.close()
})

const optionsWith = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  authorizerHostname: server.url,
  authorizerAuthorizationHeader: `Bearer ${authzenToken}`,
  subject: { type: 'user', id: '$authzen-prop(request.user.sub)' },
  action: { name: 'lend' },
  resource: { type: 'book', id: '$authzen-prop(request.params.id)' },
  ...more,
})
const ada = { sub: 'ada', data: {} }

it('asks as the specification says, and lets pass what is allowed alone', async () => {
  const policy = createPolicy(authzen, optionsWith(), world)
  const ask = async (
    user: typeof ada | undefined,
    params: Record<string, string>,
  ): Promise<number | undefined> => (await judge(policy, world, { user, params })).reply?.status
  expect(await ask(ada, { id: '7' })).toBeUndefined()
  expect(server.asked.at(-1)).toEqual(allowed)
  expect(await ask(ada, { id: '8' })).toBe(403)
  expect(await ask({ sub: 'bo', data: {} }, { id: '7' })).toBe(403)
  const before = server.asked.length
  expect([await ask(ada, {}), await ask(undefined, { id: '7' })]).toEqual([403, 401])
  expect(server.asked).toHaveLength(before)
})

it.each([
  [{ status: 500, body: '' }, 503],
  [{ status: 200, body: '{"decision":"true"}' }, 503],
  [{ status: 200, body: '{"decision":false}' }, 403],
])('of %j, it makes %i; only a server that does not decide may be passed over', async (fault, status) => {
  server.fault = fault
  const request = { user: ada, params: { id: '7' } }
  expect((await judge(createPolicy(authzen, optionsWith(), world), world, request)).reply?.status).toBe(
    status,
  )
  const open = createPolicy(authzen, optionsWith({ throwOnError: false }), world)
  expect((await judge(open, world, request)).reply?.status).toBe(status === 503 ? undefined : 403)
  server.fault = undefined
})

it('judges tool calls in place of the POST where it names the tool', async () => {
  const named = { type: 'book', id: '$authzen-prop(tool.arguments.id)' }
  const action = { name: '$authzen-prop(tool.name)' }
  const policy = createPolicy(authzen, optionsWith({ resource: named, action }), world)
  const exchange = exchangeWith({ user: ada })
  const call = (tool: string, id: unknown) =>
    policy.handleTool?.(
      { tool, arguments: { id }, annotations: {} },
      exchange,
      contextOf(exchange, world.services),
    )
  expect(await call('lend', 7)).toBeUndefined()
  for (const [tool, id] of [
    ['burn', 7],
    ['lend', 8],
    ['lend', { $ne: 1 }],
  ] as const)
    expect(await call(tool, id)).toMatchObject({ kind: 'refusal' })
  server.fault = { status: 500, body: '' }
  expect(await call('lend', 7)).toMatchObject({ kind: 'refusal', retryAfterSeconds: 5 })
  server.fault = undefined
  expect(createPolicy(authzen, optionsWith(), world).handleTool).toBeUndefined()
})
