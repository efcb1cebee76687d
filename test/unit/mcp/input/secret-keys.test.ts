import { expect, test } from 'vitest'
import { readSecretKeys } from '../../../../src/mcp/input/secret-keys.ts'
import { createMemoryStorage } from '../../../../src/storage/memory.ts'
import type { Storage } from '../../../../src/storage/storage.ts'

/** Another process over the same store. */
function replicaOf(storage: Storage): Storage {
  return {
    get: (key) => storage.get(key),
    write: (writes) => storage.write(writes),
    replaceIf: (key, version, value, ttlMs) => storage.replaceIf(key, version, value, ttlMs),
    increment: (key, by, ttlMs) => storage.increment(key, by, ttlMs),
    admit: (key, request) => storage.admit(key, request),
    list: (prefix, limit) => storage.list(prefix, limit),
    close: () => storage.close(),
  }
}

test('replicas that start together end with the same keys', async () => {
  const storage = createMemoryStorage()
  const keys = await Promise.all([storage, replicaOf(storage), replicaOf(storage)].map(readSecretKeys))
  const texts = new Set(keys.map(({ encryption }) => encryption.join()))
  expect(texts.size).toBe(1)
  expect(keys[0]?.encryption).toHaveLength(32)
  await storage.close()
})

test('another gateway has other keys', async () => {
  const [one, two] = [createMemoryStorage(), createMemoryStorage()]
  expect((await readSecretKeys(one)).encryption).not.toEqual((await readSecretKeys(two)).encryption)
  await one.close()
  await two.close()
})

test('a storage that failed is asked again', async () => {
  const storage = createMemoryStorage()
  let isBroken = true
  const failing = {
    ...replicaOf(storage),
    get: (key: string) => (isBroken ? Promise.reject(new Error('down')) : storage.get(key)),
  }
  await expect(readSecretKeys(failing)).rejects.toThrow('down')
  isBroken = false
  expect((await readSecretKeys(failing)).encryption).toHaveLength(32)
  await storage.close()
})
