import { expect, it } from 'vitest'
import { readSigningKey } from '../../../../src/plugins/jwt-service/signing-key.ts'
import { createKeyText, readKeyRing } from '../../../../src/storage/key-ring.ts'
import { createMemoryStorage } from '../../../../src/storage/memory.ts'
import { openSealedStorage } from '../../../../src/storage/sealed.ts'

it('is one for all who share a store, however many ask first, and stays', async () => {
  const storage = createMemoryStorage()
  const asked = await Promise.all([readSigningKey(storage), readSigningKey(storage), readSigningKey(storage)])
  const later = await readSigningKey(storage)
  expect(new Set([...asked, later].map(({ kid }) => kid)).size).toBe(1)
  expect(new Set(asked.map(({ publicJwk }) => publicJwk.x)).size).toBe(1)
})

it('lies sealed in the store, and publishes nothing secret', async () => {
  const inner = createMemoryStorage()
  const storage = await openSealedStorage(inner, await readKeyRing(createKeyText('a'), 'KEYS'))
  const { publicJwk, kid } = await readSigningKey(storage)
  expect(publicJwk).toEqual({ kty: 'OKP', crv: 'Ed25519', x: publicJwk.x, kid, alg: 'EdDSA', use: 'sig' })
  const [name = ''] = await storage.list('jwt-service:', 10)
  expect((await inner.get(name))?.value).toMatch(/^sealed:1:a:/)
})
