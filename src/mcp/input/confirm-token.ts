import { toBase64 } from '../../foundation/base64.ts'
import type { Services } from '../../gateway/services.ts'
import { readSecretKeys } from './secret-keys.ts'

/** How long a call may be confirmed, seconds. */
const tokenLifetime = 300
const nonceBytes = 6
/** 96 bits of the signature: a model has to copy the token, and guessing so many is hopeless. */
const signatureLength = 16

/** Builds a token that confirms one request, once and soon. */
export async function buildConfirmToken(binding: string, services: Services): Promise<string> {
  const expires = (Math.floor(services.now() / 1000) + tokenLifetime).toString(36)
  const nonce = toBase64Url(crypto.getRandomValues(new Uint8Array(nonceBytes)))
  return `${expires}.${nonce}.${await sign(expires, nonce, binding, services)}`
}

/** Whether a token confirms the request; each does so once, in all replicas together. */
export async function verifyConfirmToken(
  token: string,
  binding: string,
  services: Services,
): Promise<boolean> {
  const [, expires, nonce, signature] = tokenFormat.exec(token) ?? []
  if (expires === undefined || nonce === undefined || signature === undefined) return false
  if (parseInt(expires, 36) * 1000 < services.now()) return false
  if (!isSame(signature, await sign(expires, nonce, binding, services))) return false
  return useOnce(`${expires}.${nonce}`, services)
}

/** True the first time; the mark lives longer than what it marks. */
export async function useOnce(name: string, services: Services): Promise<boolean> {
  return (await services.storage.increment(`mcp:confirmed:${name}`, 1, markLifetime)) === 1
}

const markLifetime = 3_600_000
const tokenFormat = /^([\da-z]{6,8})\.([\w-]{8})\.([\w-]{16})$/

async function sign(expires: string, nonce: string, binding: string, services: Services): Promise<string> {
  const { signing } = await readSecretKeys(services.storage)
  const text = new TextEncoder().encode(`confirm\n${expires}\n${nonce}\n${binding}`)
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', signing, text))
  return toBase64Url(signature).slice(0, signatureLength)
}

/** Takes the same time wherever two texts differ. */
function isSame(left: string, right: string): boolean {
  let difference = left.length ^ right.length
  for (let index = 0; index < right.length; index++)
    difference |= left.charCodeAt(index) ^ right.charCodeAt(index)
  return difference === 0
}

function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
