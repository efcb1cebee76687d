import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { certificateThumbprint } from '../../../../src/oauth/resource-server/certificate-thumbprint.ts'

const der = Buffer.from('any bytes: a thumbprint does not look inside')
const base64 = der.toString('base64')
const pem = `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`
const expected = createHash('sha256').update(der).digest('base64url')

describe('certificateThumbprint', () => {
  it('reads a certificate as proxies write it', async () => {
    const written = [
      `:${base64}:`,
      encodeURIComponent(pem),
      `By=spiffe://x;Hash=abc;Cert="${encodeURIComponent(pem)}";Subject="CN=a,O=b"`,
      `Hash=1;Cert="${encodeURIComponent(pem.replace(base64, 'AAAA'))}",Hash=2;Cert="${encodeURIComponent(pem)}"`,
    ]
    for (const header of written) expect(await certificateThumbprint(header)).toBe(expected)
  })

  it('takes none from an element that is not of the nearest proxy', async () => {
    const own = `Cert="${encodeURIComponent(pem)}"`
    for (const invented of [own, `${own};Subject="`, `${own};Subject="\\"`, `${own}\\`])
      expect(await certificateThumbprint(`${invented},Hash=2;Subject="CN=a,O=b"`)).toBeUndefined()
    expect(
      await certificateThumbprint(`Hash=2;Subject="O=\\",${own.replaceAll('"', '\\"')}"`),
    ).toBeUndefined()
    expect(await certificateThumbprint(`Hash=1;Subject=",${own};Subject="CN=a,O=b"`)).toBe(expected)
  })

  it('finds none in anything else', async () => {
    const others = [
      '',
      ':',
      '::',
      ':%%:',
      'CN=ada',
      encodeURIComponent('x'),
      '%',
      '-----BEGIN CERTIFICATE-----',
    ]
    for (const header of [...others, `:${'A'.repeat(20_000)}:`])
      expect(await certificateThumbprint(header)).toBeUndefined()
  })
})
