import { expect, test } from 'vitest'
import type { Reply } from '../../../../src/gateway/exchange.ts'
import { readPromptResponse } from '../../../../src/mcp/prompts/read-prompt-response.ts'

function json(value: unknown, type = 'application/json'): Reply {
  return { status: 200, headers: { 'content-type': type }, body: JSON.stringify(value) }
}
const read = (reply: Reply) => readPromptResponse(reply, 'Greets.')
const hello = { role: 'user', content: { type: 'text', text: 'Hello' } }

test('messages are passed on, with the description of the prompt or their own', async () => {
  expect(await read(json({ messages: [hello] }))).toEqual({
    ok: true,
    value: { description: 'Greets.', messages: [hello] },
  })
  expect(await read(json({ description: 'Own.', messages: [], extra: 1 }))).toEqual({
    ok: true,
    value: { description: 'Own.', messages: [] },
  })
})

test.each([
  ['a list of messages', json([hello])],
  ['a text as content', json({ messages: [{ role: 'user', content: 'Hello' }] })],
  ['a JSON text', json('Hello')],
  ['a plain text', { status: 200, headers: { 'content-type': 'text/plain' }, body: 'Hello' }],
  ['what a function returned', { ...json('"not this"'), value: 'Hello' }],
])('%s will do', async (_, reply) => {
  expect(await read(reply)).toMatchObject({ ok: true, value: { messages: [hello] } })
})

test('several pieces of content become as many messages', async () => {
  const content = ['Hello', { type: 'image', data: 'aGk=', mimeType: 'image/png' }]
  expect(await read(json({ messages: [{ role: 'assistant', content }] }))).toMatchObject({
    value: { messages: [{ role: 'assistant' }, { role: 'assistant', content: { type: 'image' } }] },
  })
})

test.each([
  [json({ message: [] }), 'The answer of the prompt is not {"messages": […]}.'],
  [
    json({ messages: [hello, { role: 'system', content: 'x' }] }),
    'Message 2 of the prompt is not valid: its role',
  ],
  [
    json({ messages: [{ role: 'user', content: { type: 'video' } }] }),
    'Message 1 of the prompt is not valid: its type',
  ],
  [json({ messages: [null] }), 'Message 1 of the prompt is not valid: it must be an object.'],
  [json({ messages: Array.from({ length: 1001 }, () => hello) }), 'more than 1000 messages'],
  [{ status: 200, headers: { 'content-type': 'image/png' }, body: 'x' }, 'The answer of the prompt is not'],
  [{ status: 503, headers: {}, body: 'later' }, 'The operation answered 503: later'],
] as [Reply, string][])('%# is refused with a reason', async (reply, why) => {
  const outcome = await read(reply)
  expect(outcome).toMatchObject({ ok: false, error: { message: expect.stringContaining(why) as string } })
})
