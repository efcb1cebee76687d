import { expect, it } from 'vitest'
import { hmacAuthOptions } from '../../../../../src/policies/inbound/hmac-auth/options.ts'

it('take what is documented', () => {
  expect(hmacAuthOptions.safeParse({ secret: 's', headerName: 'x-signature' }).success).toBe(true)
})

it.each([{}, { secret: '', headerName: 'x' }, { secret: 's', headerName: 'x y' }])(
  'refuse %j',
  (options: unknown) => {
    expect(hmacAuthOptions.safeParse(options).success).toBe(false)
  },
)
