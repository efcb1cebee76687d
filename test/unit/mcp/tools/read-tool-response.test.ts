import { expect, test } from 'vitest'
import type { Reply, ReplyBody } from '../../../../src/gateway/exchange.ts'
import { largestAnswer } from '../../../../src/mcp/content/reply-body.ts'
import { readToolResponse } from '../../../../src/mcp/tools/read-tool-response.ts'
import { bookTool } from '../../../support/mcp-world.ts'
import { shows } from '../../../support/shows.ts'

const tool = bookTool()
const structured = bookTool({ includeOutputSchema: false, includeStructuredContent: true })
const described = bookTool({ includeOutputSchema: true, includeStructuredContent: false })

function reply(
  body: ReplyBody,
  type = 'application/json',
  status = 200,
  headers: Reply['headers'] = {},
): Reply {
  return { status, headers: { 'content-type': type, ...headers }, body }
}

function text(content: string) {
  return { content: [{ type: 'text', text: content }] }
}

function chunks(...parts: Uint8Array[]): AsyncIterable<Uint8Array> {
  return (async function* () {
    for (const part of parts) yield await Promise.resolve(part)
  })()
}

test('the text of the answer is the result, as it stands', async () => {
  expect(await readToolResponse(reply('{"b": 1,  "a": 2}'), tool)).toEqual(text('{"b": 1,  "a": 2}'))
  expect(await readToolResponse(reply(new TextEncoder().encode('år'), 'text/plain'), tool)).toEqual(
    text('år'),
  )
  expect(await readToolResponse({ status: 200, headers: {}, body: 'no type' }, tool)).toEqual(text('no type'))
})

test('chunks may end in the middle of a character', async () => {
  const bytes = new TextEncoder().encode('{"a":"é"}')
  const body = chunks(bytes.subarray(0, 7), bytes.subarray(7))
  expect(await readToolResponse(reply(body), tool)).toEqual(text('{"a":"é"}'))
})

test('the charset of the answer counts, an unknown one is taken for UTF-8', async () => {
  const latin = Uint8Array.of(0xe5)
  expect(await readToolResponse(reply(latin, 'text/plain; charset="ISO-8859-1"'), tool)).toEqual(text('å'))
  const utf8 = new TextEncoder().encode('å')
  expect(await readToolResponse(reply(utf8, 'text/plain; charset=klingon'), tool)).toEqual(text('å'))
})

shows('A22', 'an answer outside 2xx is a failed call, with status and text', async () => {
  expect(await readToolResponse(reply('{"title":"gone"}', 'application/problem+json', 404), tool)).toEqual({
    content: [{ type: 'text', text: 'The operation answered 404 Not Found: gone.' }],
    isError: true,
  })
  expect(await readToolResponse({ status: 302, headers: {}, body: undefined }, structured)).toEqual({
    content: [{ type: 'text', text: 'The operation answered 302.' }],
    isError: true,
  })
})

test('an answer without a body says so', async () => {
  const empty = { status: 204, headers: {}, body: undefined }
  expect(await readToolResponse(empty, tool)).toEqual(text('The operation answered 204 without a body.'))
})

test('images and sounds are given as such, other bytes as a sentence', async () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 256)
  const base64 = Buffer.from(bytes).toString('base64')
  expect(await readToolResponse(reply(bytes, 'image/png; q=1'), structured)).toEqual({
    content: [{ type: 'image', data: base64, mimeType: 'image/png' }],
  })
  expect(await readToolResponse(reply(chunks(bytes), 'audio/wav'), tool)).toMatchObject({
    content: [{ type: 'audio', data: base64 }],
  })
  expect(await readToolResponse(reply(bytes, 'application/pdf'), tool)).toEqual(
    text('The operation answered 200 with 100000 bytes of application/pdf, which a tool result cannot show.'),
  )
  expect(await readToolResponse(reply('<svg/>', 'image/svg+xml'), tool)).toEqual(text('<svg/>'))
})

test('an answer beyond the limit is refused, and its stream is not read to the end', async () => {
  let ended = false
  let read = 0
  const endless = (async function* () {
    try {
      for (;;) {
        read++
        yield await Promise.resolve(new Uint8Array(1024 * 1024))
      }
    } finally {
      ended = true
    }
  })()
  const result = await readToolResponse(reply(endless), tool)
  expect(result.isError).toBe(true)
  expect(result.content).toMatchObject([{ text: expect.stringContaining(String(largestAnswer)) as string }])
  expect({ ended, read }).toEqual({ ended: true, read: 5 })
  expect((await readToolResponse(reply('x'.repeat(largestAnswer + 1)), tool)).isError).toBe(true)
})

test('a compressed answer is a sentence, not garbage', async () => {
  const gzip = reply(Uint8Array.of(31, 139), 'application/json', 200, { 'content-encoding': 'gzip' })
  const result = await readToolResponse(gzip, tool)
  expect(result).toMatchObject({
    isError: true,
    content: [{ text: expect.stringContaining('"gzip"') as string }],
  })
})

test('JSON objects are also structured content, where that is wanted', async () => {
  expect(await readToolResponse(reply('{"a":1}'), structured)).toEqual({
    ...text('{"a":1}'),
    structuredContent: { a: 1 },
  })
  expect(await readToolResponse(reply('[1]'), structured)).toEqual(text('[1]'))
  expect(await readToolResponse(reply('{'), structured)).toEqual(text('{'))
  expect(await readToolResponse(reply('{"a":1}', 'text/plain'), structured)).toEqual(text('{"a":1}'))
})

shows('A21', 'what a published outputSchema promises is kept, or the call failed', async () => {
  expect(await readToolResponse(reply('{"title":"Emma"}'), described)).toEqual({
    ...text('{"title":"Emma"}'),
    structuredContent: { title: 'Emma' },
  })
  for (const [body, why] of [
    ['{"title":5}', '/title must be string'],
    ['[]', 'it is not a JSON object'],
  ] as const) {
    expect(await readToolResponse(reply(body), described)).toEqual({
      content: [
        { type: 'text', text: `The answer does not fit the tool's output schema: ${why}.` },
        { type: 'text', text: body },
      ],
      isError: true,
    })
  }
  const empty = await readToolResponse({ status: 200, headers: {}, body: undefined }, described)
  expect(empty.isError).toBe(true)
})

test('a refusal that says when to try again says so to the model, and in a number', async () => {
  const busy = { status: 429, headers: { 'retry-after': '12' }, body: undefined }
  expect(await readToolResponse(busy, structured)).toEqual({
    content: [
      { type: 'text', text: 'The operation answered 429 Too Many Requests. Try again in 12 seconds.' },
    ],
    isError: true,
    _meta: { 'sallyport/retryAfterSeconds': 12 },
  })
})
