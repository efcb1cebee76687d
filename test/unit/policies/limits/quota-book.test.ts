import * as fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { createQuotaBook, type QuotaAccount } from '../../../../src/policies/limits/quota-book.ts'
import { createMemoryStorage } from '../../../../src/storage/memory.ts'
import { createWorld } from '../../../support/policy-setup.ts'

const now = 1_800_000_000_000
const world = createWorld({ now: () => now })
afterAll(() => world.close())
const freshBook = () => {
  const storage = createMemoryStorage({ now: () => now })
  return createQuotaBook({ ...world.services, storage })
}
const account = (allowances: Record<string, number>): QuotaAccount => ({
  parts: ['quota', 'ada'],
  period: { start: now - 1000, end: now + 1000 },
  allowances,
})

it('takes all or nothing, and says which allowance is used up', async () => {
  const book = freshBook()
  const ada = account({ requests: 3, tokens: 10 })
  expect(await book.take(ada, { requests: 1, tokens: 8 })).toBeUndefined()
  expect(await book.take(ada, { requests: 1, tokens: 3 })).toEqual({
    meter: 'tokens',
    allowance: 10,
    period: ada.period,
  })
  expect(await book.take(ada, { requests: 2, tokens: 2 })).toBeUndefined()
  expect(await book.take(ada, { requests: 0 })).toMatchObject({ meter: 'tokens' })
  await book.add(ada, { tokens: -1 })
  expect(await book.take(ada, { requests: 0 })).toBeUndefined()
  expect(await book.take(ada, { requests: 0, tokens: 0 })).toBeUndefined()
})

it('however requests take and put back, none passes that a sum on paper would refuse', async () => {
  const step = fc.record({ requests: fc.nat(3), tokens: fc.nat(6), isPutBack: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(
      fc.nat(8),
      fc.nat(20),
      fc.array(step, { maxLength: 40 }),
      async (requests, tokens, steps) => {
        const book = freshBook()
        const ada = account({ requests, tokens })
        const used = { requests: 0, tokens: 0 }
        for (const { isPutBack, ...amounts } of steps) {
          const fits =
            (amounts.requests === 0 || used.requests + amounts.requests <= requests) &&
            (amounts.tokens === 0 || used.tokens + amounts.tokens <= tokens)
          expect((await book.take(ada, amounts)) === undefined).toBe(fits)
          if (!fits) continue
          if (isPutBack) await book.add(ada, { requests: -amounts.requests, tokens: -amounts.tokens })
          else {
            used.requests += amounts.requests
            used.tokens += amounts.tokens
          }
        }
      },
    ),
    { numRuns: 100 },
  )
})

it('requests at the same time share what is left', async () => {
  const book = freshBook()
  const ada = account({ requests: 7 })
  const outcomes = await Promise.all(Array.from({ length: 30 }, () => book.take(ada, { requests: 1 })))
  expect(outcomes.filter((outcome) => outcome === undefined)).toHaveLength(7)
})
