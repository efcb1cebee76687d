import { expect, it } from 'vitest'
import { apiKeyOptions } from '../../../../../src/policies/inbound/api-key/options.ts'

it('take what is documented', () => {
  expect(apiKeyOptions.safeParse({}).success).toBe(true)
})

it.each([{ bucketName: 'a:b' }, { authScheme: 'two words' }, { cacheTtlSeconds: -1 }, { authHeader: 'x y' }])(
  'refuse %j',
  (options: unknown) => {
    expect(apiKeyOptions.safeParse(options).success).toBe(false)
  },
)
