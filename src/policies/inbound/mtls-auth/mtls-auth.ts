import type { output } from 'zod'
import type { Exchange, Reply } from '../../../gateway/exchange.ts'
import { defineInboundPolicy, type InboundPolicy, type PolicySetup } from '../../../gateway/policy.ts'
import { readProxyHeader } from '../../../gateway/proxy-header.ts'
import type { GatewayContext } from '../../../gateway/request-context.ts'
import type { Certificate, Services } from '../../../gateway/services.ts'
import { parseCertificateHeader } from '../../../oauth/resource-server/certificate-thumbprint.ts'
import { copyClaims } from '../../../oauth/resource-server/copy-claims.ts'
import { refuseCredentials } from '../../credentials/refuse-credentials.ts'
import { mtlsAuthOptions } from './options.ts'

type MtlsAuthOptions = output<typeof mtlsAuthOptions>

/** Accepts the client certificate that a trusted proxy has seen in the TLS handshake. */
export const mtlsAuth = defineInboundPolicy({
  stage: 'inbound',
  exports: ['MTLSAuthInboundPolicy'],
  policyTypes: ['mtls-auth-inbound'],
  options: mtlsAuthOptions,
  create: (options, setup): InboundPolicy => ({
    name: setup.name,
    explain: (caller) => ({
      holds: caller !== undefined || options.allowUnauthenticatedRequests,
      because: ['Needs a client certificate.'],
    }),
    handle: (exchange, context) => handle(options, setup, exchange, context),
  }),
})

function handle(
  options: MtlsAuthOptions,
  { services }: PolicySetup,
  exchange: Exchange,
  context: GatewayContext,
): Reply | undefined {
  const believed = readProxyHeader(exchange, options.certificateHeader)
  const certificate = believed === undefined ? undefined : read(believed, services)
  const problem =
    certificate === undefined
      ? 'expected one from a trusted proxy'
      : findProblem(certificate, options, services.now())
  if (certificate !== undefined && problem === undefined) {
    admit(certificate, exchange)
    return undefined
  }
  const code = believed === undefined ? 'SALLYPORT_CREDENTIALS_REQUIRED' : 'SALLYPORT_CREDENTIALS_REFUSED'
  const said = {
    code,
    why: `certificate: ${problem}`,
    detail: 'Connect with a client certificate that is accepted here.',
  } as const
  const reply = refuseCredentials({ ...said, challenge: 'Certificate realm="gateway"' }, exchange, context)
  return options.allowUnauthenticatedRequests ? undefined : reply
}

function read(header: string, { readCertificate }: Services): Certificate | undefined {
  const der = parseCertificateHeader(header)
  return der === undefined ? undefined : readCertificate?.(der)
}

function findProblem(
  { issuer, notBefore, notAfter }: Certificate,
  { certIssuerDN, allowExpiredCertificates }: MtlsAuthOptions,
  now: number,
): string | undefined {
  // A time that cannot be read compares to false, and the certificate is refused.
  if (!allowExpiredCertificates && !(now >= notBefore && now <= notAfter)) return 'expected one of this time'
  if (certIssuerDN !== undefined && !isSameName(issuer, certIssuerDN)) return 'expected another issuer'
  return undefined
}

/** Tools write the parts of a name in either order. */
function isSameName(one: string, other: string): boolean {
  const [left, right] = [partsOf(one), partsOf(other)]
  return left.join('\n') === right.join('\n') || left.join('\n') === right.toReversed().join('\n')
}

function partsOf(name: string): readonly string[] {
  return name.split(/(?<!\\),/).map((part) => {
    const [type = '', ...value] = part.trim().split('=')
    return `${type.trim().toUpperCase()}=${value.join('=').trim()}`
  })
}

function admit(
  { subject, issuer, notBefore, notAfter, sha256Fingerprint }: Certificate,
  exchange: Exchange,
): void {
  const times = { notBefore: timeOf(notBefore), notAfter: timeOf(notAfter) }
  const data = copyClaims(exchange.user?.data ?? {})
  data['mtlsAuth'] = { subject, issuer, ...times, sha256Fingerprint }
  exchange.user = { sub: exchange.user?.sub ?? subject, data }
}

function timeOf(milliseconds: number): string | undefined {
  return Number.isNaN(milliseconds) ? undefined : new Date(milliseconds).toISOString()
}
