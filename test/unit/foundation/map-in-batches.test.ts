import { expect, test } from 'vitest'
import { mapInBatches } from '../../../src/foundation/map-in-batches.ts'

test('keeps the order and never does more at once than it may', async () => {
  const items = Array.from({ length: 10 }, (_, index) => index)
  let running = 0
  let most = 0
  const results = await mapInBatches(items, 4, async (item) => {
    most = Math.max(most, ++running)
    await new Promise((resolve) => setImmediate(resolve))
    running--
    return item * 2
  })
  expect(results).toEqual(items.map((item) => item * 2))
  expect(most).toBe(4)
})
