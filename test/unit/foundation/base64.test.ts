import { expect, test } from 'vitest'
import { fromBase64, toBase64 } from '../../../src/foundation/base64.ts'

test.each([0, 1, 2, 3, 8192, 100_001])('%i bytes go there and back', (length) => {
  const bytes = Uint8Array.from({ length }, (_, index) => index % 256)
  const text = toBase64(bytes)
  expect(text).toBe(Buffer.from(bytes).toString('base64'))
  expect(Buffer.from(fromBase64(text)).equals(bytes)).toBe(true)
})

test('what is no base64 is thrown', () => {
  expect(() => fromBase64('***')).toThrow()
})
