import { expect, it } from 'vitest'
import { setUpstreamApiKeyOptions } from '../../../../../src/policies/inbound/set-upstream-api-key/options.ts'

const good = { value: 'key' }

it('needs what is required, and no more', () => {
  expect(setUpstreamApiKeyOptions.safeParse(good).success).toBe(true)
  for (const name of Object.keys(good))
    expect(setUpstreamApiKeyOptions.safeParse({ ...good, [name]: undefined }).success).toBe(false)
})

it.each([{ value: 'a\nb' }, { header: 'a b' }])('refuses %j', (changes) => {
  expect(setUpstreamApiKeyOptions.safeParse({ ...good, ...changes }).success).toBe(false)
})
