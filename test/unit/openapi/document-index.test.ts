import { expect, test } from 'vitest'
import { indexOf } from '../../../src/openapi/document-index.ts'

test('anchors and ids are found wherever they stand, the first one of a name winning', () => {
  const document = {
    components: {
      schemas: { A: { $anchor: 'a', $id: 'https://example.com/a' }, B: { $dynamicAnchor: 'b' } },
    },
    paths: { '/x': { get: { requestBody: { schema: { deeply: [{ nested: { $anchor: 'a' } }] } } } } },
  }
  const { anchors, ids } = indexOf(document)
  expect(anchors.get('a')).toBe(document.components.schemas.A)
  expect(anchors.get('b')).toBe(document.components.schemas.B)
  expect(ids.get('https://example.com/a')).toBe(document.components.schemas.A)
  expect(indexOf(document)).toBe(indexOf(document))
})

test('a document that contains itself ends', () => {
  const document: Record<string, unknown> = { $anchor: 'root' }
  document['self'] = document
  expect(indexOf(document).anchors.get('root')).toBe(document)
})
