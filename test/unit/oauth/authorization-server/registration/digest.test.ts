import { expect, test } from 'vitest'
import { digest, matchesDigest } from '../../../../../src/oauth/authorization-server/registration/digest.ts'

test('a text matches its own digest alone', () => {
  expect(matchesDigest('secret', digest('secret'))).toBe(true)
  expect(matchesDigest('secret2', digest('secret'))).toBe(false)
  expect(matchesDigest(digest('secret'), digest('secret'))).toBe(false)
  expect(matchesDigest('secret', 'short')).toBe(false)
})
