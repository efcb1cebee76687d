import { expect, it } from 'vitest'
import { basicAuthOptions } from '../../../../../src/policies/inbound/basic-auth/options.ts'

it('take what is documented', () => {
  expect(basicAuthOptions.safeParse({ accounts: [{ username: 'ada', password: 'x' }] }).success).toBe(true)
})

it.each([
  {},
  { accounts: [] },
  { accounts: [{ username: 'a' }] },
  { accounts: [{ username: 'a', password: 'x', passwordHash: 'scrypt$x' }] },
  { accounts: [{ username: 'a:b', password: 'x' }] },
  {
    accounts: [
      { username: 'a', password: 'x' },
      { username: 'a', password: 'y' },
    ],
  },
])('refuse %j', (options: unknown) => {
  expect(basicAuthOptions.safeParse(options).success).toBe(false)
})
