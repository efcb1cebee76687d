import { expect, it } from 'vitest'
import { quotaOptions } from '../../../../../src/policies/inbound/quota/options.ts'

it('have the documented defaults', () => {
  const given = { period: 'monthly', quotaBy: 'user', allowances: { requests: 10 } }
  expect(quotaOptions.parse(given)).toEqual({
    ...given,
    quotaAnchorMode: 'first-api-call',
    quotaOnStatusCodes: '200-299',
    allowRequestsOverQuota: false,
    throwOnFailure: false,
    tools: {},
    perTool: false,
    mcpCounts: 'tool-calls',
  })
  const module = '$import(./modules/quota)'
  const asked = { period: 'hourly', quotaBy: 'function', identifier: { module } }
  expect(quotaOptions.parse(asked)).toMatchObject({
    allowances: {},
    identifier: { getAnchorDateExport: 'getAnchorDate', getQuotaDetailExport: 'getQuotaDetail' },
  })
})

it.each<Record<string, unknown>>([
  { period: 'monthly', quotaBy: 'user' },
  { period: 'yearly', quotaBy: 'user', allowances: { requests: 1 } },
  { period: 'daily', quotaBy: 'ip', allowances: { requests: 1 } },
  { period: 'daily', quotaBy: 'user', allowances: { requests: 1.5 } },
  { period: 'daily', quotaBy: 'user', allowances: { constructor: 1 } },
  { period: 'daily', quotaBy: 'user', allowances: { requests: 1 }, quotaOnStatusCodes: '2xx' },
])('refuse %j', (options) => {
  expect(quotaOptions.safeParse(options).success).toBe(false)
})
