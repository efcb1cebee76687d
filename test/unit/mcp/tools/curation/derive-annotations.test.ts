import { expect, test } from 'vitest'
import { deriveAnnotations } from '../../../../../src/mcp/tools/curation/derive-annotations.ts'

test.each([
  ['GET', { readOnlyHint: true, idempotentHint: true, openWorldHint: false }],
  ['HEAD', { readOnlyHint: true, idempotentHint: true, openWorldHint: false }],
  ['POST', { readOnlyHint: false }],
  ['PATCH', { readOnlyHint: false }],
  ['PUT', { readOnlyHint: false, idempotentHint: true }],
  ['DELETE', { readOnlyHint: false, destructiveHint: true, idempotentHint: true }],
])('%s', (method, hints) => {
  expect(deriveAnnotations(method, undefined)).toEqual(hints)
})

test('what the operator says wins over what the method says', () => {
  expect(deriveAnnotations('POST', { destructiveHint: false, title: 'Search' })).toEqual({
    readOnlyHint: false,
    destructiveHint: false,
    title: 'Search',
  })
})

test('a GET that writes is not called idempotent, and a POST that reads nothing else', () => {
  expect(deriveAnnotations('GET', { readOnlyHint: false })).toEqual({ readOnlyHint: false })
  expect(deriveAnnotations('POST', { readOnlyHint: true })).toEqual({ readOnlyHint: true })
})
