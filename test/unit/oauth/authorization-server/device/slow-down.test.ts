import type { Context } from 'oidc-provider'
import { expect, test } from 'vitest'
import {
  createSlowDown,
  pollingInterval,
} from '../../../../../src/oauth/authorization-server/device/slow-down.ts'
import { createMemoryStorage } from '../../../../../src/storage/memory.ts'

test('a device that waits its interval out is never slowed down; one that does not is', async () => {
  let now = 0
  const slowDown = createSlowDown(createMemoryStorage({ now: () => now }), 'mcp')
  const poll = async (code: string, error = 'authorization_pending'): Promise<unknown> => {
    const context = { oidc: { params: { device_code: code } }, body: { error } } as unknown as Context
    await slowDown(context, async () => {})
    return (context.body as { error: string }).error
  }
  for (let turn = 0; turn < 3; turn++) {
    expect(await poll('one')).toBe('authorization_pending')
    now += pollingInterval * 1000
  }
  expect(await poll('one')).toBe('authorization_pending')
  now += 1000
  expect(await poll('one')).toBe('slow_down')
  expect(await poll('two')).toBe('authorization_pending')
  expect(await poll('one', 'access_denied')).toBe('access_denied')
})

test('an answer without an error is left alone', async () => {
  const context = { oidc: { params: {} }, body: 'text' } as unknown as Context
  await createSlowDown(createMemoryStorage(), 'mcp')(context, async () => {})
  expect(context.body).toBe('text')
})
