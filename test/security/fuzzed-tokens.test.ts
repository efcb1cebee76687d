import { expect, it } from 'vitest'
import { fuzzTokens } from '../support/token-fuzzer.ts'

// ci/ changes 20 000 and scripts/fuzz-tokens.js a million.
it('lets none of 2 000 changed tokens and headers pass, and survives them all', async () => {
  const { tried, accepted, crashed, statuses } = await fuzzTokens({ count: 2_000, seed: 2 })
  expect({ tried, accepted, crashed }).toEqual({ tried: 2_000, accepted: [], crashed: [] })
  expect(Object.keys(statuses).sort()).toEqual(['400', '401'])
})
