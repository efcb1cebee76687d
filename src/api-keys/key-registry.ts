import { ok, refuse, type Result } from '../foundation/result.ts'
import type { Storage } from '../storage/storage.ts'
import {
  consumerKey,
  isLive,
  ownerKey,
  parseConsumer,
  type StoredConsumer,
  type StoredKey,
} from './consumer.ts'
import { keyChangesOf } from './key-changes.ts'
import { createApiKey, hintOf, isApiKey, type RandomBytes } from './key-format.ts'

/** What a registry is made of. */
export interface KeyRegistryInput {
  readonly storage: Storage
  readonly bucket: string
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly randomId: () => string
  readonly randomBytes: RandomBytes
  /** SHA-256 of a text, base64url. */
  readonly sha256: (text: string) => string
}

/** A key to make, and what is said of its consumer; what is left out stays as it is. */
export interface NewKey {
  readonly consumer: string
  readonly metadata?: Readonly<Record<string, unknown>>
  readonly tags?: Readonly<Record<string, string>>
  readonly managers?: readonly string[]
  /** Milliseconds since the epoch; absent = no end. */
  readonly expiresAt?: number
  /** A key that clients have already; absent = a new one is made. */
  readonly importedKey?: string
}

/** A key that was just made: the only time that it is shown. */
export interface IssuedKey {
  readonly key: string
  readonly keyId: string
  readonly consumer: StoredConsumer
}

/** Why a key was not made or changed. */
export type KeyProblem =
  | { readonly reason: 'consumer-unknown'; readonly consumer: string }
  | { readonly reason: 'key-unknown'; readonly keyId: string }
  | { readonly reason: 'key-malformed' }
  | { readonly reason: 'key-taken' }
  | { readonly reason: 'too-many-keys'; readonly most: number }
  | { readonly reason: 'busy' }

/** Which keys a change is for: one by its id, or all that are live. */
export interface KeyChoice {
  readonly consumer: string
  readonly keyId?: string
}

type Change<T> = (
  consumer: StoredConsumer,
) => Result<{ readonly next: StoredConsumer; readonly value: T }, KeyProblem>

/** Most keys of a consumer that open at one time. */
const mostLive = 50
/** How long a key that opens no more is still listed, milliseconds. */
const keptDeadMs = 30 * 86_400_000
const mostAttempts = 16

/** The consumers of a bucket and their keys: made, listed, rotated, revoked, ended. */
export class KeyRegistry {
  private readonly input: KeyRegistryInput

  constructor(input: KeyRegistryInput) {
    this.input = input
  }

  /** Makes a key, and its consumer when there is none of the name. */
  async create(wanted: NewKey): Promise<Result<IssuedKey, KeyProblem>> {
    const key = wanted.importedKey ?? createApiKey(this.input.randomBytes)
    if (!isApiKey(key)) return refuse({ reason: 'key-malformed' })
    const fresh = this.describeKey(key, wanted.expiresAt)
    if (!(await this.claim(fresh.hash, wanted.consumer))) return refuse({ reason: 'key-taken' })
    const changed = await this.change(
      wanted.consumer,
      (consumer) => this.addKey(describeConsumer(consumer, wanted), fresh),
      () => emptyConsumer(wanted.consumer, this.input.now()),
    )
    if (!changed.ok) return changed
    return ok({ key, keyId: fresh.id, consumer: changed.value.consumer })
  }

  /** Every consumer, at most `limit`. */
  async list(limit: number): Promise<readonly StoredConsumer[]> {
    const names = await this.input.storage.list(consumerKey(this.input.bucket, ''), limit)
    const found = await Promise.all(names.map((name) => this.input.storage.get(name)))
    return found.flatMap((stored) => (stored === undefined ? [] : [parseConsumer(stored.value)]))
  }

  /** Makes a new key; those it stands for open until the grace is over, so that clients can change at their time. */
  async rotate(
    choice: KeyChoice,
    graceMs: number,
    expiresAt?: number,
  ): Promise<Result<IssuedKey, KeyProblem>> {
    const key = createApiKey(this.input.randomBytes)
    const fresh = this.describeKey(key, expiresAt)
    await this.claim(fresh.hash, choice.consumer)
    const changed = await this.change(choice.consumer, (consumer) => {
      const ended = this.changeKeys(consumer, choice.keyId, (old) => endBy(old, this.input.now() + graceMs))
      return ended.ok ? this.addKey(ended.value.next, fresh) : ended
    })
    if (!changed.ok) {
      await this.input.storage.write([{ delete: ownerKey(this.input.bucket, fresh.hash) }])
      return changed
    }
    return ok({ key, keyId: fresh.id, consumer: changed.value.consumer })
  }

  /** Ends keys now, for good. */
  async revoke({ consumer, keyId }: KeyChoice): Promise<Result<StoredConsumer, KeyProblem>> {
    const revokedAt = this.input.now()
    const changed = await this.change(consumer, (before) =>
      this.changeKeys(before, keyId, (key) => ({ ...key, revokedAt })),
    )
    if (!changed.ok) return changed
    const deletes = changed.value.value.map(({ hash }) => ({ delete: ownerKey(this.input.bucket, hash) }))
    await this.input.storage.write(deletes)
    return ok(changed.value.consumer)
  }

  /** Sets when keys end, earlier or later than before; undefined = never. */
  async expire(
    { consumer, keyId }: KeyChoice,
    expiresAt: number | undefined,
  ): Promise<Result<StoredConsumer, KeyProblem>> {
    const changed = await this.change(consumer, (before) =>
      this.changeKeys(before, keyId, ({ expiresAt: _before, ...key }) =>
        expiresAt === undefined ? key : { ...key, expiresAt },
      ),
    )
    return changed.ok ? ok(changed.value.consumer) : changed
  }

  private describeKey(key: string, expiresAt: number | undefined): StoredKey {
    const { now, randomId, sha256 } = this.input
    const end = expiresAt === undefined ? {} : { expiresAt }
    return { id: randomId(), hash: sha256(key), hint: hintOf(key), createdAt: now(), ...end }
  }

  private addKey(consumer: StoredConsumer, key: StoredKey): ReturnType<Change<undefined>> {
    const now = this.input.now()
    if (consumer.keys.some(({ hash }) => hash === key.hash)) return refuse({ reason: 'key-taken' })
    if (consumer.keys.filter((one) => isLive(one, now)).length >= mostLive)
      return refuse({ reason: 'too-many-keys', most: mostLive })
    return ok({ next: { ...consumer, keys: [...consumer.keys, key] }, value: undefined })
  }

  private changeKeys(
    consumer: StoredConsumer,
    keyId: string | undefined,
    change: (key: StoredKey) => StoredKey,
  ): ReturnType<Change<readonly StoredKey[]>> {
    const now = this.input.now()
    // A key that was revoked stays so, whatever else is done to it.
    const chosen = consumer.keys.filter((key) =>
      keyId === undefined ? isLive(key, now) : key.id === keyId && key.revokedAt === undefined,
    )
    if (keyId !== undefined && chosen.length === 0) return refuse({ reason: 'key-unknown', keyId })
    const keys = consumer.keys.map((key) => (chosen.includes(key) ? change(key) : key))
    return ok({ next: { ...consumer, keys }, value: chosen })
  }

  /** Writes down whose key it is; false when it is somebody's already. Means nothing until the consumer lists the key. */
  private async claim(hash: string, consumer: string): Promise<boolean> {
    const { storage, bucket } = this.input
    const place = ownerKey(bucket, hash)
    const before = await storage.get(place)
    if (before !== undefined) {
      const owner = await storage.get(consumerKey(bucket, before.value))
      if (owner !== undefined && parseConsumer(owner.value).keys.some((key) => key.hash === hash))
        return false
    }
    return storage.replaceIf(place, before?.version, consumer)
  }

  private async change<T>(
    name: string,
    apply: Change<T>,
    create?: () => StoredConsumer,
  ): Promise<Result<{ readonly consumer: StoredConsumer; readonly value: T }, KeyProblem>> {
    const { storage, bucket } = this.input
    const place = consumerKey(bucket, name)
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const stored = await storage.get(place)
      const before = stored === undefined ? create?.() : parseConsumer(stored.value)
      if (before === undefined) return refuse({ reason: 'consumer-unknown', consumer: name })
      const changed = apply(before)
      if (!changed.ok) return changed
      const consumer = this.withoutOldKeys(changed.value.next)
      if (await storage.replaceIf(place, stored?.version, JSON.stringify(consumer))) {
        keyChangesOf(storage).count++
        return ok({ consumer, value: changed.value.value })
      }
    }
    return refuse({ reason: 'busy' })
  }

  private withoutOldKeys(consumer: StoredConsumer): StoredConsumer {
    const longAgo = this.input.now() - keptDeadMs
    const keys = consumer.keys.filter(
      ({ expiresAt = Infinity, revokedAt = Infinity }) => Math.min(expiresAt, revokedAt) > longAgo,
    )
    return { ...consumer, keys }
  }
}

function emptyConsumer(name: string, createdAt: number): StoredConsumer {
  return { name, metadata: {}, tags: {}, managers: [], createdAt, keys: [] }
}

function describeConsumer(consumer: StoredConsumer, { metadata, tags, managers }: NewKey): StoredConsumer {
  return {
    ...consumer,
    ...(metadata === undefined ? {} : { metadata: { ...metadata } }),
    ...(tags === undefined ? {} : { tags: { ...tags } }),
    ...(managers === undefined ? {} : { managers: [...managers] }),
  }
}

/** A key that ends at this time at the latest. */
function endBy(key: StoredKey, time: number): StoredKey {
  return { ...key, expiresAt: Math.min(key.expiresAt ?? Infinity, time) }
}
