import { expect, it } from 'vitest'
import { findConsumer } from '../../../src/api-keys/find-consumer.ts'
import { createTestRegistry, sha256, valueOf } from '../../support/key-registry.ts'

it('finds the consumer of a key in its own bucket, until the end of the key', async () => {
  const { registry, storage, clock } = createTestRegistry()
  const { key, keyId } = valueOf(
    await registry.create({ consumer: 'shop', metadata: { plan: 'gold' }, expiresAt: clock.now + 1000 }),
  )
  const find = (bucket: string, at: number): ReturnType<typeof findConsumer> =>
    findConsumer(storage, bucket, sha256(key), at)
  expect(await find('default', clock.now)).toEqual({
    name: 'shop',
    metadata: { plan: 'gold' },
    keyId,
    expiresAt: clock.now + 1000,
  })
  expect(await find('other', clock.now)).toBeUndefined()
  expect(await find('default', clock.now + 1000)).toBeUndefined()
})

it('finds nobody for a key whose making was cut short', async () => {
  const { storage, clock } = createTestRegistry()
  await storage.write([{ put: 'api-key:default:key:h', value: 'shop' }])
  expect(await findConsumer(storage, 'default', 'h', clock.now)).toBeUndefined()
})
