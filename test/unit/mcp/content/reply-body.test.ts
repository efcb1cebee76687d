import { expect, test } from 'vitest'
import {
  bytesOf,
  decodeText,
  largestAnswer,
  readBody,
  replyField,
} from '../../../../src/mcp/content/reply-body.ts'

async function* chunks(...sizes: number[]): AsyncIterable<Uint8Array> {
  for (const size of sizes) yield new Uint8Array(size).fill(97)
}

test('bodies are read whole, up to a limit', async () => {
  expect(await readBody(undefined)).toBe('')
  expect(await readBody('text')).toBe('text')
  expect(await readBody(chunks(2, 3))).toEqual(new Uint8Array(5).fill(97))
  expect(await readBody('x'.repeat(largestAnswer + 1))).toBeUndefined()
  expect(await readBody(chunks(largestAnswer, 1))).toBeUndefined()
})

test('fields are read without case', () => {
  const reply = { status: 200, headers: { 'content-type': ' Text/HTML; charset=UTF-8 ' }, body: undefined }
  expect(replyField(reply, 'content-type')).toBe('text/html; charset=utf-8')
  expect(replyField(reply, 'etag')).toBe('')
})

test('text is decoded by its charset, and texts are bytes', () => {
  expect(decodeText(new Uint8Array([0xe9]), 'text/plain; charset=iso-8859-1')).toBe('é')
  expect(decodeText(new Uint8Array([0xc3, 0xa9]), 'text/plain; charset=nonsense')).toBe('é')
  expect([...bytesOf('hi')]).toEqual([104, 105])
})
