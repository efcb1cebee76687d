import { expect, test } from 'vitest'
import { createKeyText, readKeyRing } from '../../../src/storage/key-ring.ts'

test('the first key seals, all are found by their ids, in either alphabet of base64', async () => {
  const [a, b] = [createKeyText('a'), createKeyText('b')]
  const ring = await readKeyRing(
    ` ${a} , ${b.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`,
    'KEYS',
  )
  expect([ring.first.id, ring.size, ring.keyOf('b')?.id, ring.keyOf('c')]).toEqual(['a', 2, 'b', undefined])
})

test('the same key twice is one key; two keys of one id are refused', async () => {
  const a = createKeyText('a')
  expect((await readKeyRing(`${a},${a}`, 'KEYS')).size).toBe(1)
  await expect(readKeyRing(`${a},${createKeyText('a')}`, 'KEYS')).rejects.toThrow(
    'KEYS has two keys of the id "a": give each an id of its own.',
  )
})

test.each([
  ['', 'Key 1 of KEYS has no id'],
  ['c2VjcmV0', 'Key 1 of KEYS has no id'],
  ['a b:c2VjcmV0', 'Key 1 of KEYS has no id'],
  ['a:c2VjcmV0', 'Key 1 of KEYS ("a") is not 32 bytes in base64'],
  ['a:c2VjcmV0!', 'Key 1 of KEYS ("a") is not 32 bytes in base64'],
])('what is no key is named by its place and never shown: %j', async (text, message) => {
  const failure = await readKeyRing(text, 'KEYS').catch((error: unknown) => String(error))
  expect(failure).toContain(message)
  expect(failure).not.toContain('c2VjcmV0')
})
