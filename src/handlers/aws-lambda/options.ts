import * as z from 'zod'

/** Options of the AWS Lambda handler. */
export const awsLambdaOptions = z.object({
  accessKeyId: z.string().min(1).describe('Id of an access key that may invoke the function. Required.'),
  secretAccessKey: z.string().min(1).describe('Secret of the access key, best as $env(NAME). Required.'),
  sessionToken: z.string().min(1).optional().describe('Token that comes with temporary keys. Default: none.'),
  functionName: z
    .string()
    .regex(/^[\w:./-]{1,170}$/, 'must be the name or the ARN of a function')
    .describe('Name or ARN of the function, with `:alias` or `:version` where one is wanted. Required.'),
  region: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'must be a region such as eu-central-1')
    .describe('Region of the function, such as eu-central-1. Required.'),
  payloadFormatVersion: z
    .enum(['1.0', '2.0'])
    .default('2.0')
    .describe('Format of the event, one of those of API Gateway; default 2.0.'),
  useLambdaProxyIntegration: z
    .boolean()
    .default(false)
    .describe(
      'Has the function answer as a proxy integration must, an object with `statusCode`; where false, any other value is the body of a 200. Default false.',
    ),
  useAwsResourcePathStyle: z
    .boolean()
    .default(false)
    .describe(
      'Names the path of the route as AWS does, `{id}` and `{proxy+}`; default false, as it is written.',
    ),
  binaryMediaTypes: z
    .array(z.string().regex(/^[\w.+*-]+\/[\w.+*-]+$/, 'must be a media type such as image/*'))
    .max(100)
    .default([])
    .describe(
      'Media types of request bodies that the event holds in base64, such as image/* or */*. A body that is no UTF-8 is, whatever its type. Default: none.',
    ),
  returnAmazonTraceIdHeader: z
    .boolean()
    .default(false)
    .describe('Gives callers the X-Amzn-Trace-Id of the invocation; default false.'),
  endpoint: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Where Lambda is; for another partition or an emulator. Default: that of the region.'),
})

/** The options, read. */
export type AwsLambdaOptions = z.output<typeof awsLambdaOptions>
