import * as z from 'zod'

/** Options of the policy. */
export const cachingOptions = z.object({
  cacheId: z
    .string()
    .default('')
    .describe('Part of every key: another one leaves what was kept before behind. Default: empty.'),
  dangerouslyIgnoreAuthorizationHeader: z
    .boolean()
    .default(false)
    .describe(
      'Gives an answer to one caller also to all others; only for answers that are the same for everybody. Default: false, each caller has answers of their own.',
    ),
  headers: z
    .array(z.string().min(1))
    .max(20)
    .default([])
    .describe('Request headers that tell answers apart, at most 20. Default: none.'),
  cacheHttpMethods: z
    .array(z.string().min(1))
    .default(['GET'])
    .describe('Methods whose answers are kept; the body of a request is part of the key. Default: GET.'),
  expirationSecondsTtl: z
    .number()
    .min(1)
    .max(31_536_000)
    .default(60)
    .describe(
      'How long an answer is kept, seconds, at most a year; an upstream may ask for less. Default: 60.',
    ),
  staleWhileRevalidateSeconds: z
    .number()
    .min(0)
    .max(31_536_000)
    .default(0)
    .describe(
      'How long an answer may still be given after that, seconds, at most a year, while a new one is fetched; an upstream may forbid it (`must-revalidate`) or ask for less. Default: 0, not at all.',
    ),
  statusCodes: z
    .array(z.int().min(200).max(599))
    .default([200, 206, 301, 302, 303, 404, 410])
    .describe('Statuses of answers that are kept. Default: 200, 206, 301, 302, 303, 404, 410.'),
  maxEntryBytes: z
    .int()
    .min(1)
    .max(10_485_760)
    .default(1_048_576)
    .describe('Largest body that is kept, bytes. Default: 1048576.'),
  useMemoryCacheOnly: z
    .boolean()
    .default(false)
    .describe(
      'Keeps answers in the memory of this process, which is faster, and shares them with no other. Default: false, they lie in the store of the gateway.',
    ),
  maxMemoryBytes: z
    .int()
    .min(65_536)
    .max(4_294_967_296)
    .default(67_108_864)
    .describe(
      'Most memory for answers where they are kept there, bytes; those that were not asked for longest go first. Default: 67108864.',
    ),
})

/** Checked {@link cachingOptions}. */
export type CachingOptions = z.infer<typeof cachingOptions>
