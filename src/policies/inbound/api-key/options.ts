import * as z from 'zod'
import { bucketName, defaultBucket } from '../../../api-keys/consumer.ts'
import { fieldName } from '../../bearer/options.ts'
import { allowUnauthenticatedRequests } from '../../credentials/options.ts'
import { failedAttemptsOption } from '../../limits/failed-attempts-option.ts'

/** Options of the API key policy. */
export const apiKeyOptions = z.object({
  authHeader: fieldName
    .default('Authorization')
    .describe('Header that holds the key. Default: Authorization.'),
  authScheme: z
    .string()
    .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]*$/, 'must be one word, or empty')
    .default('Bearer')
    .describe(
      'Word before the key; empty = none. A header other than Authorization may leave it out. Default: Bearer.',
    ),
  bucketName: bucketName
    .default(defaultBucket)
    .describe('Bucket whose keys are accepted, as `sallyport keys --bucket` says it. Default: default.'),
  cacheTtlSeconds: z
    .number()
    .min(0)
    .max(3600)
    .default(60)
    .describe(
      'How long an accepted key is remembered, seconds, 0 to 3600: another process knows of a revocation after this time, this one at once. Default: 60.',
    ),
  allowUnauthenticatedRequests,
  failedAttempts: failedAttemptsOption,
  disableAutomaticallyAddingKeyHeaderToOpenApi: z
    .boolean()
    .default(false)
    .describe('Leaves the key out of the document that openApiSpecHandler publishes. Default: false.'),
})

/** Checked options of the API key policy. */
export type ApiKeyOptions = z.infer<typeof apiKeyOptions>
