import { expect, test } from 'vitest'
import { joinBytes } from '../../../src/foundation/join-bytes.ts'

test('chunks come one after the other', () => {
  const chunks = [[1, 2], [], [3]].map((bytes) => Uint8Array.from(bytes))
  expect([...joinBytes(chunks, 3)]).toEqual([1, 2, 3])
  expect(joinBytes([], 0)).toHaveLength(0)
})

test('one chunk is not copied', () => {
  const chunk = Uint8Array.from([1])
  expect(joinBytes([chunk], 1)).toBe(chunk)
})
