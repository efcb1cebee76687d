import { expect, test } from 'vitest'
import { documentedType } from '../../../../src/mcp/resources/documented-type.ts'

function typeOf(responses: unknown, document: Record<string, unknown> = {}): string | undefined {
  return documentedType({ document, pathItem: {}, operation: { responses } })
}

test.each([
  [{ 200: { content: { 'text/markdown': {} } }, 404: { content: { 'text/plain': {} } } }, 'text/markdown'],
  [{ 200: { content: { 'image/png': {} } }, '2XX': { content: { 'image/png': {} } } }, 'image/png'],
  [{ 200: { content: { 'image/png': {}, 'image/webp': {} } } }, undefined],
  [{ 200: { content: { 'image/*': {} } } }, undefined],
  [{ 204: {} }, undefined],
  [undefined, undefined],
])('%j is %s', (responses, type) => expect(typeOf(responses)).toBe(type))

test('references are followed', () => {
  const components = { responses: { Page: { content: { 'text/html': {} } } } }
  expect(typeOf({ 200: { $ref: '#/components/responses/Page' } }, { components })).toBe('text/html')
})
