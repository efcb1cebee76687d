import { expect, it } from 'vitest'
import { curityPhantomTokenOptions } from '../../../../../src/policies/inbound/curity-phantom-token/options.ts'

it('take what is documented', () => {
  expect(
    curityPhantomTokenOptions.safeParse({
      clientId: 'a',
      clientSecret: 'b',
      introspectionUrl: 'https://c.example/introspect',
    }).success,
  ).toBe(true)
})

it.each([
  { clientId: 'a', clientSecret: 'b' },
  { clientId: 'a', clientSecret: 'b', introspectionUrl: 'http://c.example' },
])('refuse %j', (options: unknown) => {
  expect(curityPhantomTokenOptions.safeParse(options).success).toBe(false)
})

it('remember answers for ten minutes', () => {
  const options = { clientId: 'a', clientSecret: 'b', introspectionUrl: 'https://c.example/introspect' }
  expect(curityPhantomTokenOptions.parse(options).cacheDurationSeconds).toBe(600)
})
