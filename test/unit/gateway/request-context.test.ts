import { afterEach, describe, expect, it } from 'vitest'
import { GatewayContext } from '../../../src/gateway/request-context.ts'
import { contextOf, createWorld, exchangeWith, type World } from '../../support/policy-setup.ts'

let world: World
afterEach(() => world.close())

function context(parent?: GatewayContext): GatewayContext {
  const made = contextOf(exchangeWith({ requestId: 'r-1' }), world.services)
  return parent === undefined
    ? made
    : new GatewayContext(exchangeWith(), made.route, world.services, made.actions, parent)
}

describe('GatewayContext', () => {
  it('writes the request id on every line of its log', () => {
    world = createWorld()
    const made = context()
    made.log.info('hello', { a: 1 })
    expect(world.records).toEqual([{ level: 'info', message: 'hello', fields: { requestId: 'r-1', a: 1 } }])
    expect(made.log).toBe(made.log)
  })

  it('has a bag and an id of its own, made once', () => {
    world = createWorld()
    const made = context()
    made.custom['a'] = 1
    expect(made.custom).toEqual({ a: 1 })
    expect(made.contextId).toBe(made.contextId)
    expect(made.contextId).not.toBe(context().contextId)
  })

  it('counts the dispatches that led to it', () => {
    world = createWorld()
    const first = context()
    const third = context(context(first))
    expect([first.depth, third.depth, third.parent?.parent]).toEqual([0, 2, first])
  })

  it('logs background work that fails and lives on', async () => {
    world = createWorld()
    const work = Promise.reject(new Error('later'))
    context().waitUntil(work)
    await work.catch(() => undefined)
    expect(world.records).toMatchObject([
      { level: 'error', message: 'background work failed', fields: { error: 'later' } },
    ])
  })
})
