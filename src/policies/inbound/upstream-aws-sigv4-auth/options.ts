import * as z from 'zod'

/** Options of the policy. */
export const upstreamAwsSigV4AuthOptions = z.object({
  accessKeyId: z.string().min(1).describe('Id of the access key. Required.'),
  secretAccessKey: z.string().min(1).describe('Secret of the access key, best as $env(NAME). Required.'),
  sessionToken: z.string().min(1).optional().describe('Token that comes with temporary keys. Default: none.'),
  region: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'must be a region such as eu-central-1')
    .describe('Region of the service, such as eu-central-1. Required.'),
  service: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'must be a service as signatures name it, such as execute-api')
    .describe(
      'Service as signatures name it: execute-api for API Gateway, lambda for function URLs, s3. Required.',
    ),
})
