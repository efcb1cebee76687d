import { X509Certificate } from 'node:crypto'
import { expect, it } from 'vitest'
import { readCertificate } from '../../../../src/runtimes/node/read-certificate.ts'
import { clientCertificate } from '../../../support/client-certificate.ts'

it('reads what a certificate says', () => {
  const { raw } = new X509Certificate(clientCertificate)
  const read = readCertificate(raw)
  expect(read).toMatchObject({ subject: 'CN=shop,O=Example,C=SE', issuer: 'CN=shop,O=Example,C=SE' })
  expect(read?.sha256Fingerprint).toMatch(/^[0-9a-f]{64}$/)
  expect((read?.notAfter ?? 0) - (read?.notBefore ?? 0)).toBe(3650 * 86_400_000)
})

it('reads nothing else', () => {
  expect(readCertificate(new Uint8Array([1, 2, 3]))).toBeUndefined()
})
