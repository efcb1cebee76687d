import { expect, it, vi } from 'vitest'
import { Flights } from '../../../../../src/policies/inbound/caching/flights.ts'

const { signal } = new AbortController()

it('lets one of a key take off, and gives what it brings to those who wait', async () => {
  const flights = new Flights(() => 0, 1_000)
  expect([flights.takeOff('a'), flights.takeOff('a'), flights.takeOff('b')]).toEqual([true, false, true])
  const waiting = [flights.wait('a', signal), flights.wait('a', signal)]
  flights.land('a', 'text')
  expect(await Promise.all(waiting)).toEqual(['text', 'text'])
  expect(flights.has('a')).toBe(false)
  expect(await flights.wait('a', signal)).toBeUndefined()
  flights.land('b', undefined)
})

it('has nobody wait for what was not shared the last time, for a while', () => {
  let now = 0
  const flights = new Flights(() => now, 1_000)
  flights.takeOff('a')
  flights.land('a', undefined)
  expect(flights.takeOff('a')).toBe(false)
  now = 1_000
  expect(flights.takeOff('a')).toBe(true)
  flights.land('a', 'text')
  expect(flights.takeOff('a')).toBe(true)
  flights.land('a', 'text')
})

it('lets a caller that goes away stop waiting', async () => {
  const flights = new Flights(() => 0, 1_000)
  flights.takeOff('a')
  const caller = new AbortController()
  const waiting = flights.wait('a', caller.signal)
  caller.abort()
  expect(await waiting).toBeUndefined()
  expect(await flights.wait('a', caller.signal)).toBeUndefined()
  flights.land('a', undefined)
})

it('ends a flight that nothing ends', async () => {
  vi.useFakeTimers()
  try {
    const flights = new Flights(() => 0, 1_000)
    flights.takeOff('a')
    const waiting = flights.wait('a', signal)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await waiting).toBeUndefined()
    expect(flights.has('a')).toBe(false)
  } finally {
    vi.useRealTimers()
  }
})
