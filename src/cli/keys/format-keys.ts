import { isLive, type ConsumerDescription, type KeyDescription } from '../../api-keys/consumer.ts'
import type { IssuedDescription } from './call-keys.ts'
import { formatTable } from '../format-table.ts'

/** A consumer as JSON shows it: states told, times as text. */
export function showConsumer(consumer: ConsumerDescription, now: number): Readonly<Record<string, unknown>> {
  const { name, metadata, tags, managers, createdAt, keys } = consumer
  const described = keys.map((key) => showKey(key, now))
  return { consumer: name, metadata, tags, managers, createdAt: timeOf(createdAt), keys: described }
}

/** A table of keys, one a line. */
export function formatKeys(consumers: readonly ConsumerDescription[], now: number): string {
  const rows = consumers.flatMap(({ name, keys }) =>
    keys.map((key) => [name, key.id, key.hint, stateOf(key, now), endOf(key)]),
  )
  return rows.length === 0
    ? 'There are no keys.'
    : formatTable(['CONSUMER', 'ID', 'KEY', 'STATE', 'ENDS'], rows)
}

/** A new key, and that it will not be shown again. */
export function formatIssued({ key, keyId, consumer }: IssuedDescription): string {
  const note = 'Keep it now: the store has only its hash, and nobody can show it again.'
  return [`key of ${consumer.name}, id ${keyId}:`, '', `  ${key}`, '', note].join('\n')
}

function showKey(key: KeyDescription, now: number): Readonly<Record<string, unknown>> {
  return {
    id: key.id,
    hint: key.hint,
    state: stateOf(key, now),
    createdAt: timeOf(key.createdAt),
    ...(key.expiresAt === undefined ? {} : { expiresAt: timeOf(key.expiresAt) }),
    ...(key.revokedAt === undefined ? {} : { revokedAt: timeOf(key.revokedAt) }),
  }
}

function stateOf(key: KeyDescription, now: number): string {
  if (isLive(key, now)) return 'live'
  return key.revokedAt === undefined ? 'expired' : 'revoked'
}

function endOf({ expiresAt, revokedAt }: KeyDescription): string {
  const end = Math.min(expiresAt ?? Infinity, revokedAt ?? Infinity)
  return Number.isFinite(end) ? timeOf(end) : 'never'
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
