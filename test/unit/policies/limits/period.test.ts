import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { periodAt } from '../../../../src/policies/limits/period.ts'

const at = (text: string): number => Date.parse(`${text}Z`)
const starts = (anchor: string, ...times: string[]): string[] =>
  times.map((time) => new Date(periodAt('monthly', at(anchor), at(time)).start).toISOString().slice(0, 16))

it('months that begin on the 31st begin on the last day of shorter months, and go back to the 31st', () => {
  const times = [
    '2027-01-31T12:00',
    '2027-02-28T11:59',
    '2027-02-28T12:00',
    '2027-03-30T00:00',
    '2027-03-31T12:00',
    '2027-04-30T12:00',
  ]
  expect(starts('2027-01-31T12:00', ...times)).toEqual([
    '2027-01-31T12:00',
    '2027-01-31T12:00',
    '2027-02-28T12:00',
    '2027-02-28T12:00',
    '2027-03-31T12:00',
    '2027-04-30T12:00',
  ])
})

it('knows leap years, and the days before an anchor', () => {
  expect(starts('2028-02-29T00:00', '2029-02-28T00:00', '2029-03-01T00:00', '2032-02-29T00:00')).toEqual([
    '2029-02-28T00:00',
    '2029-02-28T00:00',
    '2032-02-29T00:00',
  ])
  expect(starts('2027-12-31T00:00', '2028-02-29T00:00', '2100-03-01T00:00')).toEqual([
    '2028-02-29T00:00',
    '2100-02-28T00:00',
  ])
  expect(starts('2030-05-31T08:00', '2028-03-01T00:00')).toEqual(['2028-02-29T08:00'])
})

it('days, weeks and hours are as long as they are, wherever summer time begins', () => {
  const lengthOf = (name: 'hourly' | 'daily' | 'weekly'): number => {
    const { start, end } = periodAt(name, at('2027-03-27T10:30'), at('2027-03-28T12:00'))
    return (end - start) / 3_600_000
  }
  expect([lengthOf('hourly'), lengthOf('daily'), lengthOf('weekly')]).toEqual([1, 24, 168])
})

it('periods hold the time that was asked for, follow each other without a gap, and never move', () => {
  const time = fc.integer({ min: 0, max: at('2199-12-31T00:00') })
  const name = fc.constantFrom('hourly', 'daily', 'weekly', 'monthly')
  fc.assert(
    fc.property(name, time, time, (length, anchor, now) => {
      const period = periodAt(length, anchor, now)
      expect(period.start <= now && now < period.end).toBe(true)
      for (const inside of [period.start, period.end - 1])
        expect(periodAt(length, anchor, inside)).toEqual(period)
      expect(periodAt(length, anchor, period.end).start).toBe(period.end)
      expect(periodAt(length, anchor, period.start - 1).end).toBe(period.start)
    }),
  )
})

it('a month is the one that a person finds by going from day to day', () => {
  const anchors = fc.integer({ min: at('2024-01-01T00:00'), max: at('2029-01-01T00:00') })
  fc.assert(
    fc.property(anchors, fc.integer({ min: 0, max: 1500 }), (anchor, days) => {
      const [first, now] = [new Date(anchor), anchor + days * 86_400_000]
      let start = anchor
      for (let day = anchor; day <= now; day += 86_400_000) {
        const date = new Date(day)
        const isLast = new Date(day + 86_400_000).getUTCDate() === 1
        const [wanted, found] = [first.getUTCDate(), date.getUTCDate()]
        if (found === wanted || (isLast && found < wanted)) start = day
      }
      expect(periodAt('monthly', anchor, now).start).toBe(start)
    }),
    { numRuns: 50 },
  )
})
