import { expect, it } from 'vitest'
import type { Reply, ReplyBody } from '../../../../../src/gateway/exchange.ts'
import { holdBody } from '../../../../../src/policies/inbound/caching/hold-body.ts'
import { readBytes } from '../../../../../src/policies/body/read-bytes.ts'

async function* chunks(...texts: string[]): AsyncIterable<Uint8Array> {
  for (const text of texts) yield await Promise.resolve(new TextEncoder().encode(text))
}

it.each<[string, () => ReplyBody, string | undefined]>([
  ['a text', () => 'héllo', 'héllo'],
  ['bytes', () => new TextEncoder().encode('héllo'), 'héllo'],
  ['chunks', () => chunks('hé', 'llo'), 'héllo'],
  ['too much', () => chunks('hello', 'hello', 'hello'), undefined],
  ['bytes that are no text', () => new Uint8Array([255]), undefined],
])('holds %s, and leaves the answer its bytes', async (_, body, held) => {
  const reply: Reply = { status: 200, headers: {}, body: body() }
  expect(await holdBody(reply, 8)).toBe(held)
  const [left, whole] = [reply.body, body()]
  if (left === undefined || whole === undefined) throw new Error('there is a body')
  expect(await readBytes(left, 100)).toEqual(await readBytes(whole, 100))
})

it('holds nothing of nothing', async () => {
  expect(await holdBody({ status: 204, headers: {}, body: undefined }, 8)).toBe('')
})
