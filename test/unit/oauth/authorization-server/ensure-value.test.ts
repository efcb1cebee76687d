import { expect, test } from 'vitest'
import { ensureValue } from '../../../../src/oauth/authorization-server/ensure-value.ts'
import { createMemoryStorage } from '../../../../src/storage/memory.ts'

test('what was made first is what everybody gets', async () => {
  const storage = createMemoryStorage()
  const values = await Promise.all(
    ['a', 'b', 'c'].map((value) => ensureValue(storage, 'key', () => Promise.resolve(value))),
  )
  expect(new Set(values).size).toBe(1)
  expect(await ensureValue(storage, 'key', () => 'd')).toBe(values[0])
})

test('a store that loses it at once is an error', async () => {
  const storage = { ...createMemoryStorage(), replaceIf: () => Promise.resolve(false) }
  await expect(ensureValue(storage, 'key', () => 'a')).rejects.toThrow('The store lost key')
})
