import { expect, test } from 'vitest'
import { startHeartbeat } from '../../../src/storage/heartbeat.ts'

test('the problem is what the last question found, and questions end with stop', async () => {
  let alive = true
  let asked = 0
  const ping = async (): Promise<void> => {
    asked += 1
    if (!alive) throw new Error('away')
  }
  const heartbeat = startHeartbeat({ ping, problem: 'Away.', everyMs: 1 })
  expect(heartbeat.problem()).toBeUndefined()
  alive = false
  await expect.poll(() => heartbeat.problem()).toBe('Away.')
  alive = true
  await expect.poll(() => heartbeat.problem()).toBeUndefined()
  heartbeat.stop()
  const before = asked
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(asked).toBe(before)
})
