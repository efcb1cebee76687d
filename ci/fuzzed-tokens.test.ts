import { expect, test } from 'vitest'
import { fuzzTokens } from '../test/support/token-fuzzer.ts'

test('none of 20 000 changed tokens and headers passes, and none crashes a policy', async () => {
  const { tried, accepted, crashed, statuses } = await fuzzTokens({ count: 20_000, seed: 1 })
  expect({ tried, accepted, crashed }).toEqual({ tried: 20_000, accepted: [], crashed: [] })
  expect(Object.keys(statuses).sort()).toEqual(['400', '401'])
}, 300_000)
