import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ExportQueue } from '../../../../src/plugins/open-telemetry/export-queue.ts'
import { createLog, type LogRecord } from '../../../../src/telemetry/log.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function createQueue(answer: 'sent' | 'failed' | 'thrown' | 'held' = 'sent') {
  const batches: number[][] = []
  const records: LogRecord[] = []
  const held: (() => void)[] = []
  const queue = new ExportQueue<number>(
    'spans',
    {
      export: (items, done) => {
        batches.push(items)
        if (answer === 'thrown') throw new Error('no such post processor')
        if (answer === 'held') held.push(() => done({ code: 0 }))
        else done(answer === 'sent' ? { code: 0 } : { code: 1, error: new Error('refused') })
      },
    },
    { queueSize: 4, size: 2, delayMs: 100 },
    createLog({ level: 'debug', write: (record) => records.push(record) }),
  )
  return { queue, batches, records, held }
}

test('sends when a batch is full, and otherwise when the wait is over', async () => {
  const { queue, batches } = createQueue()
  queue.add(1)
  expect(batches).toEqual([])
  await vi.advanceTimersByTimeAsync(100)
  queue.add(2)
  queue.add(3)
  await queue.flush()
  expect(batches).toEqual([[1], [2, 3]])
})

test('sends one batch at a time, drops what has no room, and says so once', async () => {
  const { queue, batches, records, held } = createQueue('held')
  for (let item = 0; item < 10; item++) queue.add(item)
  expect(batches).toEqual([[0, 1]])
  expect(queue.lost).toBe(4)
  expect(records).toMatchObject([{ level: 'warn', fields: { reason: 'the queue is full' } }])
  const flushed = queue.flush()
  for (let batch = 0; batch < 3; batch++) {
    held.shift()?.()
    await vi.advanceTimersByTimeAsync(0)
  }
  await flushed
  expect(batches.flat()).toEqual([0, 1, 2, 3, 4, 5])
})

test.each(['failed', 'thrown'] as const)('counts what an exporter that %s did not send', async (answer) => {
  const { queue, records } = createQueue(answer)
  for (let item = 0; item < 3; item++) queue.add(item)
  await queue.flush()
  expect(queue.lost).toBe(3)
  expect(records).toHaveLength(1)
})

test('a log that goes through the queue itself does not go round in circles', () => {
  let queue: ExportQueue<unknown> | undefined = undefined
  const log = createLog({ level: 'debug', write: (record) => queue?.add(record) })
  const terms = { queueSize: 1, size: 10, delayMs: 100 }
  const filled = new ExportQueue<unknown>('log records', { export: () => undefined }, terms, log)
  queue = filled
  filled.add(1)
  filled.add(2)
  expect(filled.lost).toBe(2)
})
