import { z } from 'zod'
import {
  bucketName,
  consumerManagers,
  consumerMetadata,
  consumerName,
  consumerTags,
  defaultBucket,
  describeConsumer,
} from '../api-keys/consumer.ts'
import { KeyRegistry, type IssuedKey, type KeyProblem } from '../api-keys/key-registry.ts'
import { GatewayError } from '../foundation/errors.ts'
import type { Result } from '../foundation/result.ts'
import { defineAdminRoute, type AdminRoute, type AdminServices } from '../gateway/admin-route.ts'

/** Consumers one answer lists. */
const mostConsumers = 10_000

const bucket = bucketName.default(defaultBucket).describe('Bucket of the keys; default `default`.')
const expiresAt = z
  .number()
  .int()
  .nonnegative()
  .optional()
  .describe('When the key ends, milliseconds since the epoch; absent = never.')
const keyId = z
  .string()
  .min(1)
  .max(128)
  .optional()
  .describe('Id of one key; absent = every key of the consumer that opens.')

const listInput = z.strictObject({ bucket })
const createInput = z.strictObject({
  bucket,
  consumer: consumerName.describe('Name of the consumer, which is made when there is none.'),
  metadata: consumerMetadata.optional().describe('What policies see as request.user.data.'),
  tags: consumerTags.optional().describe('Labels for the operator.'),
  managers: consumerManagers.optional().describe('Who looks after the keys.'),
  expiresAt,
  importedKey: z.string().max(1000).optional().describe('A key that clients have; absent = a new one.'),
})
const choiceInput = z.strictObject({ bucket, keyId })
const rotateInput = choiceInput.extend({
  graceMs: z
    .number()
    .int()
    .nonnegative()
    .default(86_400_000)
    .describe('How long the old keys still open, milliseconds; default 1 day.'),
  expiresAt,
})
const expireInput = choiceInput.extend({ expiresAt })

/** The admin routes of API keys. A change counts from the next request of this gateway on. */
export function createKeyAdminRoutes(services: AdminServices): readonly AdminRoute[] {
  const registryOf = (name: string): KeyRegistry =>
    new KeyRegistry({
      storage: services.storage,
      bucket: name,
      now: () => services.now(),
      randomId: () => services.randomId(),
      randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
      sha256: (text) => services.sha256(text),
    })
  return [
    defineAdminRoute({
      method: 'GET',
      path: '/keys',
      summary: 'The consumers of a bucket and their keys.',
      input: listInput,
      serve: async ({ input }) => {
        const consumers = await registryOf(input.bucket).list(mostConsumers)
        return { consumers: consumers.map(describeConsumer) }
      },
    }),
    defineAdminRoute({
      method: 'POST',
      path: '/keys',
      summary:
        'Makes a key, and its consumer when there is none of the name; the answer alone shows the key.',
      input: createInput,
      serve: async ({ input: { bucket: name, ...wanted } }) =>
        showIssued(orThrow(await registryOf(name).create(withoutGaps(wanted)))),
    }),
    defineAdminRoute({
      method: 'POST',
      path: '/keys/{consumer}/rotate',
      summary: 'Makes a new key; the old ones open until the grace is over.',
      input: rotateInput,
      serve: async ({ params: { consumer = '' }, input }) => {
        const choice = withoutGaps({ consumer, keyId: input.keyId })
        const rotated = await registryOf(input.bucket).rotate(choice, input.graceMs, input.expiresAt)
        return showIssued(orThrow(rotated))
      },
    }),
    defineAdminRoute({
      method: 'POST',
      path: '/keys/{consumer}/revoke',
      summary: 'Ends keys now, for good.',
      input: choiceInput,
      serve: async ({ params: { consumer = '' }, input }) => {
        const choice = withoutGaps({ consumer, keyId: input.keyId })
        return { consumer: describeConsumer(orThrow(await registryOf(input.bucket).revoke(choice))) }
      },
    }),
    defineAdminRoute({
      method: 'POST',
      path: '/keys/{consumer}/expire',
      summary: 'Sets when keys end, earlier or later than before.',
      input: expireInput,
      serve: async ({ params: { consumer = '' }, input }) => {
        const choice = withoutGaps({ consumer, keyId: input.keyId })
        const changed = await registryOf(input.bucket).expire(choice, input.expiresAt)
        return { consumer: describeConsumer(orThrow(changed)) }
      },
    }),
  ]
}

type WithoutGaps<T> = { [K in keyof T]: Exclude<T[K], undefined> }

/** Members that were not given are left out, which says "as it is". */
function withoutGaps<T extends object>(value: T): WithoutGaps<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as WithoutGaps<T>
}

function showIssued({ key, keyId: id, consumer }: IssuedKey): unknown {
  return { key, keyId: id, consumer: describeConsumer(consumer) }
}

/** The value of a result; a refusal is thrown as what the caller gets. */
function orThrow<T>(result: Result<T, KeyProblem>): T {
  if (result.ok) return result.value
  throw explain(result.error)
}

function explain(problem: KeyProblem): GatewayError {
  switch (problem.reason) {
    case 'consumer-unknown':
      return notFound(`There is no consumer "${problem.consumer.slice(0, 128)}"; list shows those there are.`)
    case 'key-unknown':
      return notFound(
        `The consumer has no key ${problem.keyId} that could be changed; list shows those it has.`,
      )
    case 'key-malformed':
      return new GatewayError('SALLYPORT_ADMIN_CALL_MALFORMED', {
        detail: 'The text is no API key: it must be spk_… with a right checksum, or zpka_….',
      })
    case 'key-taken':
      return conflict('The key is in the store already.')
    case 'too-many-keys':
      return conflict(`The consumer has ${problem.most} keys that open; revoke some first.`)
    case 'busy':
      return conflict('Others change this consumer all the time; try again.')
  }
}

function notFound(detail: string): GatewayError {
  return new GatewayError('SALLYPORT_ADMIN_NOT_FOUND', { detail })
}

function conflict(detail: string): GatewayError {
  return new GatewayError('SALLYPORT_ADMIN_CONFLICT', { detail })
}
