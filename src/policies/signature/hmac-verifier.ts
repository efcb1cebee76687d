/** Verifies hexadecimal HMAC-SHA256 signatures made with one secret. */
export type HmacVerifier = (signature: string, content: Uint8Array) => Promise<boolean>

const sha256Digits = /^[0-9a-f]{64}$/i

/** Creates the verifier of a secret; comparing takes the same time whatever was sent (Web Crypto, verify). */
export function createHmacVerifier(secret: string): HmacVerifier {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const secretBytes = new TextEncoder().encode(secret)
  const importing = crypto.subtle.importKey('raw', secretBytes, algorithm, false, ['verify'])
  return async (signature, content) => {
    if (!sha256Digits.test(signature)) return false
    const bytes = Uint8Array.from(signature.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16))
    return crypto.subtle.verify('HMAC', await importing, bytes, new Uint8Array(content))
  }
}
