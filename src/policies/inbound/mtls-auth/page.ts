import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** A certificate of CN=shop, as RFC 9440 writes it. */
const certificate =
  ':MIIBsDCCAVegAwIBAgIUXOlExcd7ueu7s7Q5pmsXFhD8VRIwCgYIKoZIzj0EAwIwLjELMAkGA1UEBhMCU0UxEDAOBgNVBAoMB0V4YW1wbGUxDTALBgNVBAMMBHNob3AwHhcNMjYxMTI2MTI1NjQwWhcNMzYxMTIzMTI1NjQwWjAuMQswCQYDVQQGEwJTRTEQMA4GA1UECgwHRXhhbXBsZTENMAsGA1UEAwwEc2hvcDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABOWSqHxm4k7aoPenFmXcwy/jIyeK8ghIuI2DF7HpghKHDUk2HWE4UF36zt2VxD+vz/5XOSgYGysIv2QonTUtTsyjUzBRMB0GA1UdDgQWBBT3nt2nQ8P2DO4yl4619C6IT/hf9jAfBgNVHSMEGDAWgBT3nt2nQ8P2DO4yl4619C6IT/hf9jAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIESaYZ6Wa3Xt53Iwg8Q91wrSzFJyJmQ7Bol4wj9JlBszAiBXgYgTi5KXQHQVbrpCvJwMrNr0tFu0TEM5GgOkM1m/lg==:'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Lets requests pass with a client certificate that a trusted proxy has seen in the TLS handshake.',
  text: `The proxy that ends TLS checks the chain, the key and the revocation of the certificate, removes \`certificateHeader\` from what callers send, and writes the certificate into it; it must be one of \`trustedProxies\`. Of a header with several elements only the last counts, which is the one the nearest proxy added.

\`request.user.sub\` becomes the subject of the certificate unless a policy before this one has found the caller; subject, issuer, times and fingerprint stand in \`request.user.data.mtlsAuth\`. On a route behind a tool, the certificate is that of the caller of the MCP server.`,
  inbound: [
    {
      name: 'mtls-auth',
      handler: {
        export: 'MTLSAuthInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { certificateHeader: 'Client-Cert', certIssuerDN: 'CN=shop,O=Example,C=SE' },
      },
    },
  ],
  exchanges: [
    {
      shows: 'A certificate that a trusted proxy passes on lets the request pass.',
      request: { headers: { 'client-cert': certificate }, isFromTrustedProxy: true },
      answer: { status: 200, body: { method: 'GET' } },
    },
    {
      shows: 'Anyone else can write the header, and is not believed.',
      request: { headers: { 'client-cert': certificate } },
      answer: { status: 401, body: { code: 'SALLYPORT_CREDENTIALS_REQUIRED' } },
    },
    {
      shows: 'What is no certificate is refused.',
      request: { headers: { 'client-cert': ':AQID:' }, isFromTrustedProxy: true },
      answer: { status: 401, body: { code: 'SALLYPORT_CREDENTIALS_REFUSED' } },
    },
  ],
}
