import { expect, it } from 'vitest'
import { cachingOptions } from '../../../../../src/policies/inbound/caching/options.ts'

it('have the documented defaults', () => {
  expect(cachingOptions.parse({})).toEqual({
    cacheId: '',
    dangerouslyIgnoreAuthorizationHeader: false,
    headers: [],
    cacheHttpMethods: ['GET'],
    expirationSecondsTtl: 60,
    statusCodes: [200, 206, 301, 302, 303, 404, 410],
    maxEntryBytes: 1_048_576,
    staleWhileRevalidateSeconds: 0,
    useMemoryCacheOnly: false,
    maxMemoryBytes: 67_108_864,
  })
})

it.each([
  { expirationSecondsTtl: 0 },
  { staleWhileRevalidateSeconds: -1 },
  { maxMemoryBytes: 1 },
  { statusCodes: [99] },
  { headers: [''] },
])('refuse %j', (options) => {
  expect(cachingOptions.safeParse(options).success).toBe(false)
})
