import { expect, test } from 'vitest'
import type { Exchange } from '../../../../src/gateway/exchange.ts'
import type { CallScope } from '../../../../src/mcp/protocol/call-scope.ts'
import { RunningCalls } from '../../../../src/mcp/protocol/running-calls.ts'
import { exchangeWith } from '../../../support/policy-setup.ts'

const ada = { sub: 'ada', data: { iss: 'https://one.example' } }
const from = (changes: Partial<Exchange> = {}): Exchange =>
  exchangeWith({ user: ada, headers: { 'user-agent': 'editor' }, ...changes })

function scope(): CallScope & { cancelled: number } {
  const counting = { cancelled: 0, cancel: () => counting.cancelled++ }
  return counting as unknown as CallScope & { cancelled: number }
}

test('the request of a caller is found by its id while it runs', () => {
  const calls = new RunningCalls()
  const call = scope()
  const forget = calls.add(1, from(), call)
  expect(calls.cancel(1, from())).toBe(true)
  expect(call.cancelled).toBe(1)
  forget?.()
  expect(calls.cancel(1, from())).toBe(false)
})

test('nobody else finds it, and no other id', () => {
  const calls = new RunningCalls()
  const call = scope()
  calls.add(1, from(), call)
  for (const exchange of [
    from({ user: { ...ada, sub: 'eve' } }),
    from({ user: { ...ada, data: { iss: 'https://two.example' } } }),
    from({ clientAddress: '10.0.0.1' }),
    from({ headers: { 'user-agent': 'other' } }),
    from({ user: undefined }),
  ])
    expect(calls.cancel(1, exchange)).toBe(false)
  for (const id of ['1', 2, null, undefined, {}]) expect(calls.cancel(id, from())).toBe(false)
  expect(call.cancelled).toBe(0)
})

test('of two that cannot be told apart none is cancelled', () => {
  const calls = new RunningCalls()
  const forget = calls.add(1, from(), scope())
  const other = scope()
  calls.add(1, from(), other)
  expect(calls.cancel(1, from())).toBe(false)
  forget?.()
  expect(calls.cancel(1, from())).toBe(true)
  expect(other.cancelled).toBe(1)
})

test('an anonymous request cannot be cancelled, since everybody counts from one', () => {
  expect(new RunningCalls().add(1, from({ user: undefined }), scope())).toBeUndefined()
})
