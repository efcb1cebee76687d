import * as z from 'zod'
import { fieldName } from '../../bearer/options.ts'
import { allowUnauthenticatedRequests } from '../../credentials/options.ts'

/** Options of the mutual TLS policy. */
export const mtlsAuthOptions = z.object({
  certificateHeader: fieldName
    .default('X-Forwarded-Client-Cert')
    .describe(
      'Header in which a proxy passes the client certificate: RFC 9440 Client-Cert, percent-encoded PEM or X-Forwarded-Client-Cert. Believed from trustedProxies only. Default: X-Forwarded-Client-Cert.',
    ),
  certIssuerDN: z
    .string()
    .min(3)
    .optional()
    .describe('Name of the issuer, such as CN=Example CA,O=Example. Default: whichever the proxy accepts.'),
  allowExpiredCertificates: z
    .boolean()
    .default(false)
    .describe('Accepts certificates before and after their time. Default: false.'),
  allowRevokedCertificates: z
    .boolean()
    .default(false)
    .describe(
      'Taken so that existing projects start; the proxy that ends TLS checks revocation and the chain. Default: false.',
    ),
  allowUnauthenticatedRequests,
})
