import { createHash, timingSafeEqual } from 'node:crypto'

/** The SHA-256 of a text, in base64url: of a generated secret, all that needs to be kept. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

/** True when a text is the one behind a digest; how long it takes tells nothing of how far they agree. */
export function matchesDigest(text: string, expected: string): boolean {
  const [one, other] = [Buffer.from(digest(text)), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}
