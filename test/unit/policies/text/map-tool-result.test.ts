import { expect, it } from 'vitest'
import { mapToolResult } from '../../../../src/policies/text/map-tool-result.ts'

it('changes content and structured content, and keeps the rest', () => {
  const result = {
    content: [{ type: 'text', text: '{"a":"x"}' }],
    structuredContent: { a: 'x', nested: '{"b":"x"}', n: 1 },
    isError: true,
    _meta: { k: 'x' },
  }
  expect(mapToolResult(result, (text) => text.replaceAll('x', 'y'))).toEqual({
    content: [{ type: 'text', text: '{"a":"y"}' }],
    structuredContent: { a: 'y', nested: '{"b":"y"}', n: 1 },
    isError: true,
    _meta: { k: 'x' },
  })
})
