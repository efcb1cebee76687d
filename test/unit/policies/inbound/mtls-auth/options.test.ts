import { expect, it } from 'vitest'
import { mtlsAuthOptions } from '../../../../../src/policies/inbound/mtls-auth/options.ts'

it('take what is documented', () => {
  expect(mtlsAuthOptions.parse({})).toMatchObject({ allowExpiredCertificates: false })
})

it.each([{ certIssuerDN: '' }, { certificateHeader: 'a b' }])('refuse %j', (options) => {
  expect(mtlsAuthOptions.safeParse(options).success).toBe(false)
})
