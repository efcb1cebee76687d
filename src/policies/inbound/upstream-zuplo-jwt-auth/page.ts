import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Gives requests a token that the gateway signs itself (EdDSA), in the name of the caller.',
  text: "Upstreams that know the caller by this token alone need no other secret of the gateway. `JwtServicePlugin`, added in `runtimeInit`, signs it and publishes the keys; see [the runtime API](../../runtime-api.md#tokens-of-the-gateway). The subject is that of the caller, or the gateway's issuer where nobody signed in. Without the plugin the gateway does not start.",
  inbound: [
    {
      name: 'sign-upstream',
      handler: {
        export: 'UpstreamZuploJwtAuthInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: {
          audience: 'https://books.example.com',
          headerName: 'Authorization',
          tokenPrefix: 'Bearer',
          additionalClaims: { tenant: 'library' },
          expiresIn: 300,
        },
      },
    },
  ],
  files: {
    'modules/zuplo.runtime.ts': `import { JwtServicePlugin, RuntimeExtensions } from '@zuplo/runtime'

export function runtimeInit(runtime: RuntimeExtensions) {
  runtime.addPlugin(new JwtServicePlugin())
}
`,
  },
  exchanges: [
    { shows: 'The request passes with a token.', answer: { status: 200, body: { method: 'GET' } } },
  ],
  refusesNothing: true,
  seeAlso: ['[upstream-oauth-client-credentials-inbound](upstream-oauth-client-credentials-inbound.md)'],
}
