import type { ReferencePage } from '../../gateway/reference-page.ts'

/** The reference page of the handler. */
export const page: ReferencePage = {
  summary: 'Invokes a function of AWS Lambda, and answers what it returns.',
  text: 'The function gets the event that Amazon API Gateway would make of the request, in format 1.0 or 2.0, with the verified user in `requestContext.authorizer`. It answers as it would there: an object with `statusCode`, `headers`, `cookies` or `multiValueHeaders`, `body` and `isBase64Encoded`; `bodyEncoding` of `gzip` or `deflate` says that the body is packed, and it is unpacked. Calls are signed with AWS Signature Version 4; the key needs the right `lambda:InvokeFunction` and no other.\n\nA module can change events on their way: `AwsLambdaHandlerExtensions.addSendingAwsLambdaEventHook(async (request, context, event) => event)` in `runtimeInit`. A function that fails is a 502, and what it said is in the log alone; one that is throttled is a 503 with `Retry-After`. Members of the event that only AWS can know, such as the account, are left out.',
  method: 'post',
  path: '/orders/{id}',
  handler: {
    export: 'awsLambdaHandler',
    module: '$import(@zuplo/runtime)',
    options: {
      functionName: 'orders',
      region: 'eu-central-1',
      accessKeyId: 'AKIDEXAMPLE',
      secretAccessKey: '$env(AWS_SECRET_ACCESS_KEY)',
    },
  },
  operation: {
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
    requestBody: {
      required: true,
      content: {
        'application/json': { schema: { type: 'object', properties: { copies: { type: 'number' } } } },
      },
    },
  },
  exchanges: [
    {
      shows: 'The function gets the path, its parameters and the body.',
      request: { params: { id: 'emma' }, body: { copies: 2 } },
      answer: { status: 201, body: { routeKey: 'POST /orders/{id}', id: 'emma', copies: 2 } },
    },
    {
      shows: 'A function that fails is told to its operator, not to the caller.',
      request: { params: { id: 'broken' }, body: { copies: 1 } },
      answer: { status: 502, body: { code: 'SALLYPORT_UPSTREAM_FUNCTION_FAILED' } },
      tool: { says: 'The function behind this route failed' },
    },
  ],
  seeAlso: ['[Signing for other services of AWS](../policies/upstream-aws-sigv4-auth-inbound.md)'],
}
