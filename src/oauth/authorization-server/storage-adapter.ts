import { createHash } from 'node:crypto'
import type { Adapter, AdapterPayload } from 'oidc-provider'
import type { Storage, StorageWrite } from '../../storage/storage.ts'
import { keepDeviceCode } from './device/keep-device-code.ts'

/** Records whose id is itself the credential; it is not kept, only its hash is. */
const bearerModels: ReadonlySet<string> = new Set([
  'AuthorizationCode',
  'PushedAuthorizationRequest',
  'RefreshToken',
])

/** Most records of one grant that are removed in one batch. */
const revocationBatch = 500

/** How an adapter behaves beyond storing. */
export interface StorageAdapterOptions {
  /** Seconds for which a rotated refresh token still works, for clients whose answer got lost; Okta's default is 30. */
  readonly leewaySeconds: number
  /** Made when a code is used a second time while the first use is still under way. */
  readonly codeAlreadyUsed: () => Error
  /** Ends the access tokens of a grant, which are not kept here: they are JWTs. */
  readonly revokeAccessTokens: (grantId: string) => Promise<void>
}

/**
 * Keeps the library's records in the gateway's store: one key a record, named by the hash of its id, one index key for
 * the grant it belongs to and one for the uid of a session. Everything carries the id of its authorization server, so
 * that nothing issued by one is known to another.
 */
export function createStorageAdapter(
  storage: Storage,
  serverId: string,
  options: StorageAdapterOptions,
): (model: string) => Adapter {
  return (model) => createModelAdapter(storage, `as:${serverId}`, model, options)
}

function createModelAdapter(
  storage: Storage,
  prefix: string,
  model: string,
  options: StorageAdapterOptions,
): Adapter {
  const keyOf = (id: string): string => `${prefix}:${model}:${hash(id)}`
  const grantPrefix = (grantId: string): string => `${prefix}:by-grant:${hash(grantId)}:${model}:`
  const uidKey = (uid: string): string => `${prefix}:by-uid:${hash(uid)}`
  const userCodeKey = (userCode: string): string => `${prefix}:by-user-code:${hash(userCode)}`

  const find = async (id: string): Promise<AdapterPayload | undefined> => {
    const stored = await storage.get(keyOf(id))
    if (stored === undefined) return undefined
    const payload = { ...(JSON.parse(stored.value) as AdapterPayload), jti: id }
    return model === 'RefreshToken' ? forgiveWithinLeeway(payload, options.leewaySeconds) : payload
  }

  const upsert = async (id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> => {
    const ttl = expiresIn === undefined ? {} : { ttlMs: Math.max(1, expiresIn * 1000) }
    const writes: StorageWrite[] = [
      { put: keyOf(id), value: JSON.stringify(toRecord(model, payload)), ...ttl },
    ]
    if (payload.grantId !== undefined && model !== 'Interaction') {
      writes.push({ put: grantPrefix(payload.grantId) + hash(id), value: '', ...ttl })
    }
    if (model === 'Session' && payload.uid !== undefined)
      writes.push({ put: uidKey(payload.uid), value: id, ...ttl })
    await storage.write(writes)
  }

  const upsertDeviceCode = async (id: string, payload: AdapterPayload, life = 1): Promise<void> => {
    const { grantId } = payload
    const indexKeys = [
      ...(payload.userCode === undefined ? [] : [userCodeKey(payload.userCode)]),
      ...(grantId === undefined ? [] : [grantPrefix(grantId) + hash(id)]),
    ]
    const kept = await keepDeviceCode(storage, { key: keyOf(id), id, payload, indexKeys, lifeSeconds: life })
    if (!kept) throw options.codeAlreadyUsed()
  }

  return {
    find,
    upsert: model === 'DeviceCode' ? upsertDeviceCode : upsert,
    findByUid: async (uid) => {
      const id = await storage.get(uidKey(uid))
      return id === undefined ? undefined : find(id.value)
    },
    findByUserCode: async (userCode) => {
      const id = await storage.get(userCodeKey(userCode))
      return id === undefined ? undefined : find(id.value)
    },
    consume: (id) => consume(storage, keyOf(id), model, options),
    destroy: (id) => storage.write([{ delete: keyOf(id) }]),
    revokeByGrantId: (grantId) =>
      model === 'AccessToken'
        ? options.revokeAccessTokens(grantId)
        : revoke(storage, `${prefix}:${model}:`, grantPrefix(grantId)),
  }
}

function toRecord(model: string, payload: AdapterPayload): AdapterPayload {
  if (!bearerModels.has(model)) return payload
  const { jti: _credential, ...record } = payload
  return record
}

function hash(id: string): string {
  return createHash('sha256').update(id).digest('base64url')
}

function forgiveWithinLeeway(payload: AdapterPayload, leewaySeconds: number): AdapterPayload {
  if (typeof payload.consumed !== 'number') return payload
  if (Date.now() / 1000 >= payload.consumed + leewaySeconds) return payload
  const { consumed: _forgiven, ...fresh } = payload
  return fresh
}

/** Marks a record as used; of two redemptions of one code at the same moment only one may pass (RFC 6749 4.1.2). */
async function consume(
  storage: Storage,
  key: string,
  model: string,
  options: StorageAdapterOptions,
): Promise<void> {
  for (;;) {
    const stored = await storage.get(key)
    const payload = stored === undefined ? undefined : (JSON.parse(stored.value) as AdapterPayload)
    if (stored === undefined || payload === undefined || payload.consumed !== undefined) {
      if (model === 'AuthorizationCode' || model === 'DeviceCode') throw options.codeAlreadyUsed()
      return
    }
    const now = Date.now()
    const value = JSON.stringify({ ...payload, consumed: Math.floor(now / 1000) })
    const ttlMs = typeof payload['exp'] === 'number' ? Math.max(1, payload['exp'] * 1000 - now) : undefined
    if (await storage.replaceIf(key, stored.version, value, ttlMs)) return
  }
}

async function revoke(storage: Storage, recordPrefix: string, indexPrefix: string): Promise<void> {
  for (;;) {
    const indexKeys = await storage.list(indexPrefix, revocationBatch)
    if (indexKeys.length === 0) return
    const recordKeys = indexKeys.map((key) => recordPrefix + key.slice(indexPrefix.length))
    await storage.write([...recordKeys, ...indexKeys].map((key) => ({ delete: key })))
  }
}
