import { afterAll, describe, expect, it } from 'vitest'
import { sleep } from '../../../../../src/policies/inbound/sleep/sleep.ts'
import { contextOf, createWorld, exchangeWith } from '../../../../support/policy-setup.ts'

const world = createWorld()
afterAll(() => world.close())

function wait(sleepInMs: number, signal: AbortSignal) {
  if (sleep.stage !== 'inbound') throw new Error('it is an inbound policy')
  const policy = sleep.create(sleep.options.parse({ sleepInMs }), world.setup)
  const exchange = exchangeWith({ signal })
  return policy.handle(exchange, contextOf(exchange, world.services))
}

describe('SleepInboundPolicy', () => {
  it('lets the request pass after a while, and not before', async () => {
    const startedAt = performance.now()
    expect(await wait(20, new AbortController().signal)).toBeUndefined()
    expect(performance.now() - startedAt).toBeGreaterThan(15)
  })

  it('ends when the caller goes away, and lets nothing pass to the upstream', async () => {
    const caller = new AbortController()
    const waiting = wait(60_000, caller.signal)
    caller.abort()
    expect(await waiting).toMatchObject({ status: 499 })
    expect(await wait(60_000, caller.signal)).toMatchObject({ status: 499 })
  })
})
