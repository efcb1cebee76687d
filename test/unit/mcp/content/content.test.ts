import { expect, test } from 'vitest'
import { parseContent } from '../../../../src/mcp/content/content.ts'

test.each([
  { type: 'text', text: 'hello', annotations: { audience: ['user'], priority: 0.5 } },
  { type: 'image', data: 'aGk=', mimeType: 'image/png' },
  { type: 'audio', data: 'aGk=', mimeType: 'audio/wav', _meta: { a: 1 } },
  { type: 'resource', resource: { uri: 'a://b', mimeType: 'text/plain', text: 'x' } },
  { type: 'resource', resource: { uri: 'a://b', blob: 'aGk=' } },
  { type: 'resource_link', uri: 'a://b', name: 'b', size: 3 },
])('$type passes as it is', (content) => {
  expect(parseContent(content)).toEqual({ ok: true, value: content })
})

test('a text is content, and members that MCP does not know are left out', () => {
  expect(parseContent('hi')).toEqual({ ok: true, value: { type: 'text', text: 'hi' } })
  expect(parseContent({ type: 'text', text: 'hi', secret: 1 })).toEqual({
    ok: true,
    value: { type: 'text', text: 'hi' },
  })
})

test.each([
  [5, 'content must be an object or a text'],
  [{ type: 'video' }, 'its type must be one of text, image, audio, resource, resource_link'],
  [{}, 'its type must be one of'],
  [{ type: 'text' }, 'text.text:'],
  [{ type: 'image', data: 'not base64!', mimeType: 'image/png' }, 'image.data: must be Base64'],
  [{ type: 'resource', resource: { uri: 'a://b' } }, 'resource.resource: must have a "uri"'],
])('%j is refused', (content, why) => {
  expect(parseContent(content)).toMatchObject({ ok: false, error: expect.stringContaining(why) as string })
})
