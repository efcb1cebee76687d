import { afterEach, describe, expect, it } from 'vitest'
import { GatewayError } from '../../../src/foundation/errors.ts'
import type { Reply } from '../../../src/gateway/exchange.ts'
import type { LinkedRoute } from '../../../src/gateway/linked-route.ts'
import type { GatewayContext } from '../../../src/gateway/request-context.ts'
import { runPipeline } from '../../../src/gateway/run-pipeline.ts'
import { contextOf, createWorld, exchangeWith, routeAt, type World } from '../../support/policy-setup.ts'

let world: World
afterEach(() => world.close())

const reply = (body: string): Reply => ({ status: 200, headers: {}, body })

function route(parts: Partial<LinkedRoute>): LinkedRoute {
  return {
    definition: routeAt('/mcp'),
    inbound: [],
    outbound: [],
    handler: () => reply('handled'),
    cors: undefined,
    forwardsAuthorization: false,
    ...parts,
  }
}

async function run(
  parts: Partial<LinkedRoute>,
  exchange = exchangeWith(),
  presented: string[] = [],
): Promise<Reply> {
  world = createWorld()
  const context = contextOf(exchange, world.services)
  context.presentedSecrets = presented
  return runPipeline(route(parts), exchange, context)
}

describe('runPipeline', () => {
  it('tells those that asked what status came of the request, whoever answered it', async () => {
    const statuses: number[] = []
    const asks = {
      name: 'asks',
      handle: (_exchange: unknown, context: GatewayContext): undefined => {
        context.settleWith((status) => Promise.resolve(void statuses.push(status)))
      },
    }
    const refuses = { name: 'refuses', handle: (): Reply => ({ ...reply('no'), status: 403 }) }
    await run({ inbound: [asks] })
    await run({ inbound: [asks, refuses] })
    const away = () => Promise.reject(new GatewayError('SALLYPORT_UPSTREAM_UNREACHABLE'))
    await expect(run({ inbound: [asks], handler: away })).rejects.toThrow(GatewayError)
    await expect(run({ inbound: [asks], handler: () => Promise.reject(new Error('torn')) })).rejects.toThrow()
    expect(statuses).toEqual([200, 403, 502, 500])
  })

  it('lets the handler refuse before any policy runs, and goes on when it does not', async () => {
    const seen: string[] = []
    const inbound = [{ name: 'gate', handle: () => void seen.push('gate') }]
    const handlerThat = (early: Reply | undefined): LinkedRoute['handler'] =>
      Object.assign(() => reply('handled'), { refuseEarly: () => early })
    expect(await run({ inbound, handler: handlerThat(reply('never')) })).toMatchObject({ body: 'never' })
    expect(seen).toEqual([])
    await world.close()
    expect(await run({ inbound, handler: handlerThat(undefined) })).toMatchObject({ body: 'handled' })
    expect(seen).toEqual(['gate'])
  })

  it('waits for policies that take their time, in order', async () => {
    const seen: string[] = []
    const slow = (name: string, ms: number): LinkedRoute['inbound'][number] => ({
      name,
      handle: async () => {
        await new Promise((resolve) => setTimeout(resolve, ms))
        seen.push(name)
        return undefined
      },
    })
    const quick = { name: 'quick', handle: () => void seen.push('quick') }
    await run({ inbound: [slow('slow', 20), quick, slow('later', 1)] })
    expect(seen).toEqual(['slow', 'quick', 'later'])
  })

  it('hands each outbound policy the reply of the one before', async () => {
    const add = (name: string): LinkedRoute['outbound'][number] => ({
      name,
      handle: (before) => ({ ...before, body: `${String(before.body)}+${name}` }),
    })
    expect((await run({ outbound: [add('a'), add('b')] })).body).toBe('handled+a+b')
  })

  it('ends at the first policy that answers', async () => {
    const outcome = await run({
      inbound: [{ name: 'refuse', handle: () => reply('refused') }],
      outbound: [{ name: 'never', handle: () => reply('never') }],
      handler: () => reply('never'),
    })
    expect(outcome.body).toBe('refused')
  })

  it('takes secrets that policies of the route itself found away from its handler too', async () => {
    const exchange = exchangeWith({
      headers: { authorization: 'Bearer first', 'x-key': 'prefix second', 'x-other': 'stays' },
      callerSecrets: ['first'],
    })
    let seen: Record<string, string> = {}
    await run({ handler: ({ headers }) => ((seen = { ...headers }), reply('')) }, exchange, ['second'])
    expect(seen).toEqual({ 'x-other': 'stays' })
  })

  it('leaves the headers of a request from outside as the policies left them', async () => {
    const exchange = exchangeWith({ headers: { authorization: 'Bearer own' } })
    await run({}, exchange, ['own'])
    expect(exchange.headers).toEqual({ authorization: 'Bearer own' })
  })
})
