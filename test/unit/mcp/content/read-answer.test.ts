import { expect, test } from 'vitest'
import { readAnswer } from '../../../../src/mcp/content/read-answer.ts'
import { largestAnswer } from '../../../../src/mcp/content/reply-body.ts'

const text = { 'content-type': 'text/plain' }

test('what succeeded is given with its type', async () => {
  expect(await readAnswer({ status: 201, headers: text, body: 'hi' })).toEqual({
    ok: true,
    value: { type: 'text/plain', body: 'hi' },
  })
})

test.each([
  [404, text, 'no such book', 'The operation answered 404: no such book'],
  [500, { 'content-type': 'image/png' }, 'x', 'The operation answered 500.'],
  [302, {}, undefined, 'The operation answered 302.'],
  [200, { 'content-encoding': 'gzip' }, 'x', 'The operation answered 200 in the encoding "gzip".'],
  [200, text, 'x'.repeat(largestAnswer + 1), `The answer is larger than ${largestAnswer} bytes.`],
])('%s is refused', async (status, headers, body, message) => {
  expect(await readAnswer({ status, headers, body })).toEqual({ ok: false, error: { status, message } })
})

test('a long failure is quoted in part', async () => {
  const answer = await readAnswer({ status: 400, headers: text, body: 'x'.repeat(100_000) })
  expect(answer.ok ? 0 : answer.error.message.length).toBeLessThan(2_100)
})

test('a failure that says when to try again is told so', async () => {
  const busy = { status: 503, headers: { ...text, 'retry-after': '1' }, body: 'busy.' }
  expect(await readAnswer(busy)).toMatchObject({
    error: { message: 'The operation answered 503: busy. Try again in 1 second.' },
  })
})
