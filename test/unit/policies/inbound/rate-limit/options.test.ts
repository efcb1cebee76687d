import { expect, it } from 'vitest'
import { rateLimitOptions } from '../../../../../src/policies/inbound/rate-limit/options.ts'

it('have the documented defaults', () => {
  expect(rateLimitOptions.parse({ rateLimitBy: 'user' })).toEqual({
    rateLimitBy: 'user',
    requestsAllowed: 1000,
    timeWindowMinutes: 60,
    headerMode: 'retry-after',
    throwOnFailure: false,
    mode: 'strict',
    tools: {},
    perTool: false,
    mcpCounts: 'tool-calls',
  })
})

it.each([
  {},
  { rateLimitBy: 'nobody' },
  { rateLimitBy: 'ip', requestsAllowed: 0 },
  { rateLimitBy: 'ip', timeWindowMinutes: 0 },
  { rateLimitBy: 'ip', tools: { a: {} } },
])('refuse %j', (options) => {
  expect(rateLimitOptions.safeParse(options).success).toBe(false)
})
