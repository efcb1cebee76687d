import { expect, test } from 'vitest'
import { QuietWatch } from '../../../../src/mcp/protocol/quiet-watch.ts'
import { later } from '../../../support/node-server.ts'

function quiet(): { openStream(): void; opened: Promise<void>; count: number } {
  const { promise, resolve } = later()
  const watched = {
    count: 0,
    opened: promise,
    openStream: () => {
      watched.count++
      resolve()
    },
  }
  return watched
}

test('what is quiet for too long is told once, in the order of beginning', async () => {
  const watch = new QuietWatch(5)
  const [first, done, second] = [quiet(), quiet(), quiet()]
  watch.add(first)
  watch.add(done)
  watch.remove(done)
  await first.opened
  watch.add(second)
  await second.opened
  expect([first.count, done.count, second.count]).toEqual([1, 0, 1])
})

test('what begins while the timer runs gets its own time', async () => {
  const watch = new QuietWatch(20)
  const [early, late] = [quiet(), quiet()]
  watch.add(early)
  await new Promise((resolve) => setTimeout(resolve, 10))
  watch.add(late)
  await early.opened
  await late.opened
  expect([early.count, late.count]).toEqual([1, 1])
})

test('at once means in the next turn', async () => {
  const watch = new QuietWatch(0)
  const now = quiet()
  watch.add(now)
  expect(now.count).toBe(0)
  await now.opened
})
