import * as z from 'zod'

/** The name of a consumer: what `request.user.sub` will be. */
export const consumerName = z
  .string()
  .regex(/^[A-Za-z0-9._@-]{1,128}$/, 'is 1 to 128 letters, digits, ".", "_", "@" or "-"')

/** The name of a bucket: consumers and keys of different buckets know nothing of each other. */
export const bucketName = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,64}$/, 'is 1 to 64 letters, digits, ".", "_" or "-"')

/** The bucket of policies and commands that name none. */
export const defaultBucket = 'default'

const longestMetadata = 16_384

/** What policies and modules get to know of a consumer, as `request.user.data`. */
export const consumerMetadata = z
  .record(z.string(), z.unknown())
  .refine((value) => JSON.stringify(value).length <= longestMetadata, 'is longer than 16 KiB of JSON')

/** Labels for the operator; no policy sees them. */
export const consumerTags = z
  .record(z.string().min(1).max(64), z.string().max(256))
  .refine((value) => Object.keys(value).length <= 50, 'has more than 50 tags')

/** Who may look after the keys of a consumer, such as e-mail addresses; for the operator's own tools. */
export const consumerManagers = z.array(z.string().min(1).max(256)).max(50)

const milliseconds = z.number().int().nonnegative()

const storedKey = z.object({
  id: z.string(),
  /**
   * SHA-256 of the key. A slow hash protects secrets that can be guessed; 190 random bits cannot, and a slow hash would
   * make every request with an unknown key as expensive as an attacker likes.
   */
  hash: z.string(),
  hint: z.string(),
  createdAt: milliseconds,
  expiresAt: milliseconds.optional(),
  revokedAt: milliseconds.optional(),
})

const storedConsumer = z.object({
  name: consumerName,
  metadata: z.record(z.string(), z.unknown()),
  tags: z.record(z.string(), z.string()),
  managers: z.array(z.string()),
  createdAt: milliseconds,
  keys: z.array(storedKey),
})

/** A key as it is kept; times are milliseconds since the epoch. */
export type StoredKey = z.infer<typeof storedKey>

/** A consumer as it is kept. */
export type StoredConsumer = z.infer<typeof storedConsumer>

/** A key as operators see it: without its hash. */
export type KeyDescription = Omit<StoredKey, 'hash'>

/** A consumer as operators see it. */
export type ConsumerDescription = Omit<StoredConsumer, 'keys'> & { readonly keys: readonly KeyDescription[] }

/** Leaves out what only the gateway needs. */
export function describeConsumer(consumer: StoredConsumer): ConsumerDescription {
  return { ...consumer, keys: consumer.keys.map(({ hash: _hash, ...key }) => key) }
}

/** Reads a consumer from its stored text; throws when the text is none, which is damage and no caller's fault. */
export function parseConsumer(text: string): StoredConsumer {
  return storedConsumer.parse(JSON.parse(text))
}

/** True when the key opens at this time. */
export function isLive({ expiresAt, revokedAt }: KeyDescription, now: number): boolean {
  return revokedAt === undefined && (expiresAt === undefined || now < expiresAt)
}

/** Where a consumer is kept. */
export function consumerKey(bucket: string, name: string): string {
  return `api-key:${bucket}:consumer:${name}`
}

/** Where the name of a key's consumer is kept, by the hash of the key. */
export function ownerKey(bucket: string, hash: string): string {
  return `api-key:${bucket}:key:${hash}`
}
