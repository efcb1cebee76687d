import { expect, test } from 'vitest'
import type { Reply } from '../../../../src/gateway/exchange.ts'
import { readResourceResponse } from '../../../../src/mcp/resources/read-resource-response.ts'
import { resourceOf } from '../../../support/item-world.ts'

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff])
const documented = (type: string) => ({ operation: { responses: { 200: { content: { [type]: {} } } } } })

function read(reply: Partial<Reply>, changes: Parameters<typeof resourceOf>[0] = {}) {
  const whole = { status: 200, headers: {}, body: undefined, ...reply }
  return readResourceResponse(whole, resourceOf(changes), 'a://b')
}
const typed = (type: string, body: Reply['body']): Partial<Reply> => ({
  headers: { 'content-type': type },
  body,
})

async function contentOf(...input: Parameters<typeof read>) {
  const outcome = await read(...input)
  return outcome.ok ? outcome.value.contents[0] : outcome
}

test.each([
  ['text as it came', typed('text/csv', 'a,b'), {}, { mimeType: 'text/csv', text: 'a,b' }],
  ['text without a type', { body: 'a' }, {}, { mimeType: 'text/plain', text: 'a' }],
  ['bytes', typed('image/png', png), {}, { mimeType: 'image/png', blob: 'iVBOR/8=' }],
  [
    'bytes whose type only the document knows',
    typed('application/octet-stream', png),
    documented('image/png'),
    { mimeType: 'image/png', blob: 'iVBOR/8=' },
  ],
  [
    'text by its documented type',
    typed('text/plain', '# A'),
    documented('text/markdown'),
    { mimeType: 'text/markdown', text: '# A' },
  ],
  [
    'bytes documented as text',
    typed('image/png', png),
    documented('text/plain'),
    { mimeType: 'image/png', blob: 'iVBOR/8=' },
  ],
  [
    'the configured type before all',
    typed('text/plain', '<p>'),
    { ...documented('text/markdown'), mcp: { mimeType: 'text/html' } },
    { mimeType: 'text/html', text: '<p>' },
  ],
  ['bytes that claim to be text', typed('text/plain', png), {}, { mimeType: 'text/plain', blob: 'iVBOR/8=' }],
  [
    'another charset',
    typed('text/plain; charset=iso-8859-1', new Uint8Array([0xe9])),
    {},
    { mimeType: 'text/plain; charset=iso-8859-1', text: 'é' },
  ],
  [
    'the text a function returned',
    { ...typed('application/json', '"hi"'), value: 'hi' },
    {},
    { mimeType: 'text/plain', text: 'hi' },
  ],
  [
    'that text, documented as what it is not',
    { ...typed('application/json', '"hi"'), value: 'hi' },
    documented('application/json'),
    { mimeType: 'text/plain', text: 'hi' },
  ],
  [
    'that text, documented as what it is',
    { ...typed('application/json', '"{}"'), value: '{}' },
    documented('application/json'),
    { mimeType: 'application/json', text: '{}' },
  ],
  [
    'the object a function returned',
    { ...typed('application/json', '{"a":1}'), value: { a: 1 } },
    {},
    { mimeType: 'application/json', text: '{"a":1}' },
  ],
])('%s', async (_, reply, changes, content) => {
  expect(await contentOf(reply, changes)).toEqual({ uri: 'a://b', ...content })
})

test('_meta goes along with the contents, where apps look for it', async () => {
  expect(await contentOf({ body: 'a' }, { mcp: { _meta: { ui: { csp: {} } } } })).toMatchObject({
    _meta: { ui: { csp: {} } },
  })
})

test.each([
  ['max-age=60', 60_000],
  ['public, max-age="5"', 5_000],
  ['no-store, max-age=60', 0],
  ['max-age=999999999', 86_400_000],
  ['', 0],
])('"%s" keeps it for %s ms', async (field, ttlMs) => {
  expect(await read({ headers: { 'cache-control': field }, body: 'a' })).toMatchObject({ value: { ttlMs } })
})

test.each([
  [404, 'not-found'],
  [410, 'not-found'],
  [403, 'failed'],
  [500, 'failed'],
])('%s is %s', async (status, reason) => {
  expect(await read({ status, body: 'why' })).toEqual({
    ok: false,
    error: { reason, message: `The operation answered ${status}: why` },
  })
})
