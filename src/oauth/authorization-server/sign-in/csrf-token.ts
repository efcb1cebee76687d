import { createHmac, timingSafeEqual } from 'node:crypto'

/** The token of a sign-in's form: it belongs to that sign-in, whose signed cookie only the right browser holds. */
export function buildCsrfToken(keys: readonly string[], signInId: string): string {
  return sign(keys[0] ?? '', signInId)
}

/** True when the token was made for this sign-in under any of the keys. */
export function verifyCsrfToken(keys: readonly string[], signInId: string, token: string): boolean {
  const given = Buffer.from(token)
  return keys.some((key) => {
    const expected = Buffer.from(sign(key, signInId))
    return expected.length === given.length && timingSafeEqual(expected, given)
  })
}

function sign(key: string, signInId: string): string {
  return createHmac('sha256', key).update(`csrf:${signInId}`).digest('base64url')
}
