import { X509Certificate } from 'node:crypto'
import { afterAll, expect, it } from 'vitest'
import { mtlsAuth } from '../../../../../src/policies/inbound/mtls-auth/mtls-auth.ts'
import { clientCertificate } from '../../../../support/client-certificate.ts'
import { createWorld } from '../../../../support/policy-setup.ts'
import { createPolicy, judge } from '../../../../support/token-policy.ts'

const { validFrom, validTo } = new X509Certificate(clientCertificate)
const clock = { now: Date.parse(validFrom) }
const world = createWorld({ now: () => clock.now })
afterAll(() => world.close())

const shown = {
  headers: { 'x-forwarded-client-cert': `Hash=1;Cert="${encodeURIComponent(clientCertificate)}"` },
  isFromTrustedProxy: true,
}

async function statusAt(now: number, options: object, changes: object = shown): Promise<number | undefined> {
  clock.now = now
  return (await judge(createPolicy(mtlsAuth, { ...options }, world), world, changes)).reply?.status
}

it('knows the caller by the certificate that a trusted proxy has seen', async () => {
  const { reply, exchange } = await judge(createPolicy(mtlsAuth, {}, world), world, shown)
  expect(reply).toBeUndefined()
  const { subject, issuer } = { subject: 'CN=shop,O=Example,C=SE', issuer: 'CN=shop,O=Example,C=SE' }
  expect(exchange.user).toMatchObject({ sub: subject, data: { mtlsAuth: { subject, issuer } } })
})

it('adds the certificate to a user who is known', async () => {
  const user = { sub: 'ada', data: { plan: 'gold' } }
  const { exchange } = await judge(createPolicy(mtlsAuth, {}, world), world, { ...shown, user })
  expect(exchange.user).toMatchObject({ sub: 'ada', data: { plan: 'gold', mtlsAuth: {} } })
  expect(user.data).toEqual({ plan: 'gold' })
})

it('believes nobody else, and no header that holds no certificate', async () => {
  const now = Date.parse(validFrom)
  expect(await statusAt(now, {}, { ...shown, isFromTrustedProxy: false })).toBe(401)
  expect(await statusAt(now, {}, { headers: shown.headers })).toBe(401)
  const broken = { headers: { 'x-forwarded-client-cert': ':AQID:' }, isFromTrustedProxy: true }
  expect(await statusAt(now, {}, broken)).toBe(401)
  expect(await statusAt(now, { allowUnauthenticatedRequests: true }, broken)).toBeUndefined()
})

it('demands the time and the issuer', async () => {
  const [start, end] = [Date.parse(validFrom), Date.parse(validTo)]
  expect([await statusAt(end, {}), await statusAt(end + 1, {}), await statusAt(start - 1, {})]).toEqual([
    undefined,
    401,
    401,
  ])
  expect(await statusAt(end + 1, { allowExpiredCertificates: true })).toBeUndefined()
  for (const certIssuerDN of ['CN=shop,O=Example,C=SE', 'c=SE, o=Example, cn=shop'])
    expect(await statusAt(start, { certIssuerDN })).toBeUndefined()
  for (const certIssuerDN of ['CN=shop', 'CN=shop,O=Other,C=SE'])
    expect(await statusAt(start, { certIssuerDN })).toBe(401)
})
