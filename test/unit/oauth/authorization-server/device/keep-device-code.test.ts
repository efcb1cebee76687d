import { expect, test } from 'vitest'
import { keepDeviceCode } from '../../../../../src/oauth/authorization-server/device/keep-device-code.ts'
import { createMemoryStorage } from '../../../../../src/storage/memory.ts'

const code = (payload: Record<string, unknown>) => ({
  key: 'k',
  id: 'd1',
  payload,
  indexKeys: ['by-user-code:x'],
  lifeSeconds: 600,
})

test('a device code is kept with its index, outlives its end, and a page under way leaves no mark', async () => {
  let now = 0
  const storage = createMemoryStorage({ now: () => now })
  expect(await keepDeviceCode(storage, code({ userCode: 'x', inFlight: true }))).toBe(true)
  expect(JSON.parse((await storage.get('k'))?.value ?? '')).toEqual({ userCode: 'x' })
  expect((await storage.get('by-user-code:x'))?.value).toBe('d1')
  now = 900_000
  expect(await storage.get('k')).toBeDefined()
  now = 1_200_000
  expect(await storage.get('k')).toBeUndefined()
})

test.each([{ accountId: 'a' }, { error: 'access_denied' }, { consumed: 1 }])(
  'the decision %j stays, whoever decides next',
  async (decision) => {
    const storage = createMemoryStorage()
    await keepDeviceCode(storage, code({}))
    expect(await keepDeviceCode(storage, code(decision))).toBe(true)
    expect(await keepDeviceCode(storage, code({ accountId: 'b' }))).toBe(false)
    expect(JSON.parse((await storage.get('k'))?.value ?? '')).toEqual(decision)
  },
)

test('of two decisions at the same moment one is kept', async () => {
  const storage = createMemoryStorage()
  await keepDeviceCode(storage, code({}))
  const kept = await Promise.all(['a', 'b'].map((accountId) => keepDeviceCode(storage, code({ accountId }))))
  expect(kept.filter(Boolean)).toHaveLength(1)
})
