import { EncryptJWT, jwtDecrypt } from 'jose'
import { ok, refuse, type Result } from '../../foundation/result.ts'
import type { InputResponse } from '../../gateway/mcp-call.ts'
import type { Services } from '../../gateway/services.ts'
import { isJsonObject } from '../../openapi/json-object.ts'
import { readSecretKeys } from './secret-keys.ts'

/** What a client carries from one round to the next, unreadable to it. */
export interface RequestState {
  /** The request it belongs to, see `bindRequest`. */
  readonly binding: string
  /** Names this state alone, for what may be used once. */
  readonly nonce: string
  /** What was asked: digests of the requests, by key. */
  readonly asked: Readonly<Record<string, string>>
  /** What was answered in rounds before. */
  readonly answers: Readonly<Record<string, InputResponse>>
}

/** How long a client may take to answer, seconds. */
export const stateLifetime = 600
/** Longest state, characters: the client sends it back with each retry. */
const longestState = 256 * 1024

/** Encrypts state for the client to keep; undefined when there is too much of it. */
export async function sealState(state: RequestState, services: Services): Promise<string | undefined> {
  const { encryption } = await readSecretKeys(services.storage)
  const { nonce, ...claims } = state
  const sealed = await new EncryptJWT({ ...claims })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setJti(nonce)
    .setExpirationTime(Math.floor(services.now() / 1000) + stateLifetime)
    .encrypt(encryption)
  return sealed.length > longestState ? undefined : sealed
}

/** Opens state that a client sent back; refuses what this gateway did not give, gave too long ago, or for another request. */
export async function openState(
  sealed: string,
  binding: string,
  services: Services,
): Promise<Result<RequestState, string>> {
  if (sealed.length > longestState) return refuse('is not one of this server')
  const { encryption } = await readSecretKeys(services.storage)
  try {
    const { payload } = await jwtDecrypt(sealed, encryption, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
      currentDate: new Date(services.now()),
      requiredClaims: ['exp', 'jti'],
    })
    const { jti: nonce = '', asked, answers } = payload
    if (payload['binding'] !== binding) return refuse('belongs to another request')
    if (!isJsonObject(asked) || !isJsonObject(answers)) return refuse('is not one of this server')
    return ok({ binding, nonce, asked, answers } as unknown as RequestState)
  } catch (error) {
    const isLate = error instanceof Error && 'code' in error && error.code === 'ERR_JWT_EXPIRED'
    return refuse(isLate ? 'has expired' : 'is not one of this server')
  }
}
