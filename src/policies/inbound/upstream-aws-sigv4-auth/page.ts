import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Signs requests to the upstream with AWS Signature Version 4.',
  text: 'The signature is made when the request goes out, so it covers the URL that the handler builds, the body, and the `x-amz-` headers as every policy of the route left them; where the policy stands among them does not matter. Bodies are read whole for it, and redirects are handed back, since a signature is for one URL. What a caller sends as `Authorization`, `X-Amz-Date`, `X-Amz-Security-Token` or `X-Amz-Content-Sha256` is dropped. **Other `X-Amz-` headers of a caller are signed as they came**, and some of them say what AWS does, such as `X-Amz-Copy-Source` and `X-Amz-Target`: take away those you do not want with `remove-headers-inbound`.\n\nIt works with the handlers that pass requests on, `urlForwardHandler` and `urlRewriteHandler`; a module that calls `fetch` signs for itself. For functions see `awsLambdaHandler`.',
  inbound: [
    {
      name: 'sign-for-aws',
      handler: {
        export: 'UpstreamAwsSigV4AuthInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: {
          accessKeyId: 'AKIDEXAMPLE',
          secretAccessKey: '$env(AWS_SECRET_ACCESS_KEY)',
          region: 'eu-central-1',
          service: 'execute-api',
        },
      },
    },
  ],
  environment: { AWS_SECRET_ACCESS_KEY: 'secret-of-the-example' },
  exchanges: [
    {
      shows: 'The upstream gets a signed request, whatever the caller says of a token of AWS.',
      request: { search: '?limit=2', headers: { 'x-amz-security-token': 'of-somebody-else' } },
      answer: { status: 200, body: { path: '/books', search: '?limit=2' } },
    },
  ],
  refusesNothing: true,
  seeAlso: [
    '[remove-headers-inbound](remove-headers-inbound.md)',
    '[awsLambdaHandler](../handlers/aws-lambda.md)',
  ],
}
