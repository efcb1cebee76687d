import { expect, test } from 'vitest'
import { EventStream } from '../../../../src/mcp/protocol/event-stream.ts'

const never = 600_000

async function readAll(stream: EventStream): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of stream) text += decoder.decode(chunk, { stream: true })
  return text
}

test('messages leave in order, and the final one ends the stream', async () => {
  const stream = new EventStream(never)
  stream.push('news', '{"n":1}')
  stream.push('progress', '{"n":2}')
  stream.end('{"n":3}')
  stream.push('news', '{"n":4}')
  stream.end('{"n":5}')
  expect(await readAll(stream)).toBe([1, 2, 3].map((n) => `event: message\ndata: {"n":${n}}\n\n`).join(''))
  expect(stream.isClosed).toBe(true)
})

test('a reader that waits is woken by what comes', async () => {
  const stream = new EventStream(never)
  const chunks = stream[Symbol.asyncIterator]()
  const read = async (): Promise<string> => new TextDecoder().decode((await chunks.next()).value)
  // Said at once, so that the client knows that the answer has begun.
  expect(await read()).toBe(': keep-alive\n\n')
  const first = read()
  stream.push('news', '1')
  expect(await first).toBe('event: message\ndata: 1\n\n')
  const second = read()
  stream.end('2')
  expect(await second).toBe('event: message\ndata: 2\n\n')
  expect((await chunks.next()).done).toBe(true)
})

test('a quiet stream shows that it lives by comments', async () => {
  const stream = new EventStream(1)
  const chunks = stream[Symbol.asyncIterator]()
  for (let count = 0; count < 2; count++) {
    expect(new TextDecoder().decode((await chunks.next()).value)).toBe(': keep-alive\n\n')
  }
  await chunks.return(undefined)
  expect(stream.isClosed).toBe(true)
})

test('what is pushed in the quiet moment takes the place of the comment', async () => {
  const stream: EventStream = new EventStream(1, () => stream.push('progress', 'alive'))
  const chunks = stream[Symbol.asyncIterator]()
  await chunks.next()
  expect(new TextDecoder().decode((await chunks.next()).value)).toContain('data: alive')
  stream.close()
})

test('while nobody reads, progress replaces progress and messages are dropped', async () => {
  const stream = new EventStream(never)
  for (let n = 0; n < 10_000; n++) stream.push('progress', `p${n}`)
  for (let n = 0; n < 10_000; n++) stream.push('news', `n${n}`)
  stream.end('final')
  const events = (await readAll(stream)).trim().split('\n\n')
  // 17 of progress (the first 16 and the newest), 47 of the messages, and the final one.
  expect(events).toHaveLength(65)
  expect(events).toContain('event: message\ndata: p9999')
  expect(events.at(-1)).toBe('event: message\ndata: final')
  expect(stream.dropped).toBe(10_000 - 47)
})

test('what waits is bounded by its size too', async () => {
  const stream = new EventStream(never)
  for (let n = 0; n < 10; n++) stream.push('news', 'x'.repeat(100_000))
  expect(stream.dropped).toBe(8)
  stream.end('final')
  expect((await readAll(stream)).length).toBeLessThan(300_000)
})

test('a closed stream ends without a final message', async () => {
  const stream = new EventStream(never)
  stream.close()
  stream.end('too late')
  expect(await readAll(stream)).toBe('')
})
