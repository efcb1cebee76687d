import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  admitTo,
  countOf,
  formatWindow,
  isWindowText,
  lifeOf,
  parseWindow,
  stepOf,
  waitFor,
  type WindowEntry,
} from '../../../src/storage/window.ts'

const minute = 60_000

test('no window of any length of time ever holds more than its limit, and few times are kept', () => {
  const steps = fc.array(fc.tuple(fc.nat(20_000), fc.integer({ min: 1, max: 5 })), { maxLength: 300 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 150 }), steps, (limit, arrivals) => {
      let now = 1_700_000_000_000
      let entries: readonly WindowEntry[] = []
      const admitted: WindowEntry[] = []
      for (const [pause, cost] of arrivals) {
        now += pause
        const outcome = admitTo(entries, { limit, windowMs: minute, cost }, now)
        entries = outcome.entries
        const held = countOf(admitted.filter(({ at }) => at > now - minute))
        if (outcome.admitted) admitted.push({ at: now, count: cost })
        // The simple model: a log of everything that was admitted. It never admits less than what is counted here.
        if (outcome.admitted) expect(held + cost).toBeLessThanOrEqual(limit)
        else {
          const step = stepOf({ limit, windowMs: minute })
          const late = countOf(admitted.filter(({ at }) => at > now - minute - step))
          expect(late + cost).toBeGreaterThan(limit)
        }
        expect(entries.length).toBeLessThanOrEqual(62)
      }
    }),
  )
})

test('the time to wait is the shortest after which the request fits', () => {
  const request = { limit: 3, windowMs: minute, cost: 2 }
  const entries = [
    { at: 1_000, count: 1 },
    { at: 5_000, count: 2 },
  ]
  const wait = waitFor(entries, request, 10_000)
  expect(wait).toBe(55_000)
  expect(admitTo(entries, request, 10_000 + wait - 1).admitted).toBe(false)
  expect(admitTo(entries, request, 10_000 + wait).admitted).toBe(true)
  expect(waitFor([], { ...request, cost: 4 }, 0)).toBe(Infinity)
  expect(waitFor([], request, 0)).toBe(0)
})

test('windows are text that is told from other values', () => {
  const entries = [
    { at: 1_700_000_000_000, count: 2 },
    { at: 1_700_000_000_500, count: 1 },
  ]
  const text = formatWindow(entries)
  expect(text).toBe('window 1700000000000:2 1700000000500:1')
  expect(parseWindow(text)).toEqual(entries)
  expect(parseWindow(undefined)).toEqual([])
  expect([text, 'window'].map(isWindowText)).toEqual([true, true])
  expect(['window x', '{"window":1}', 'windows 1:1'].map(isWindowText)).toEqual([false, false, false])
  expect(lifeOf({ limit: 1000, windowMs: minute, cost: 1 })).toBe(61_000)
})
