import { describe, expect, it } from 'vitest'
import { formatDocument, patchText } from '../../../../src/cli/openapi/patch-text.ts'
import { parseDocumentText } from '../../../../src/cli/openapi/read-document.ts'

const jsonc = `{
  // The title.
  "info": { "title": "A" }, // kept
  "tags": ["a"],
  "gone": 1,
}
`
const yaml = `# The title.
info:
  title: A # kept
tags:
  - a
responses:
  200: fine
gone: 1
`
const after = { info: { title: 'A', version: '1' }, tags: ['a', 'b'] }

describe('a text with comments changes only where its value does', () => {
  it('in JSON', () => {
    const document = parseDocumentText('a.json', jsonc)
    const text = patchText(document, after)
    expect(parseDocumentText('a.json', text).value).toEqual(after)
    expect(text).toContain('// The title.\n  "info": {')
    expect(text).toContain('// kept')
    expect(patchText(document, document.value)).toBe(jsonc)
  })

  it('in YAML, where keys may be numbers', () => {
    const document = parseDocumentText('a.yaml', yaml)
    const value = { ...after, responses: { 200: 'better' } }
    const text = patchText(document, value)
    expect(parseDocumentText('a.yaml', text).value).toEqual(value)
    expect(text).toContain('# The title.\ninfo:\n  title: A # kept')
    expect(text).toContain('200: better')
  })
})

it('writes anew what cannot be changed in place, or is written in another format', () => {
  const aliased = parseDocumentText('a.yaml', 'a: &one { b: 1 }\nc: *one\n')
  const value = { a: { b: 1 }, c: { b: 2 } }
  expect(parseDocumentText('a.yaml', patchText(aliased, value)).value).toEqual(value)
  expect(patchText(aliased, value, 'json')).toBe(`${JSON.stringify(value, null, 2)}\n`)
})

it('writes anew a plain file that changes in many places, with its own indentation', () => {
  const before = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`k${index}`, index]))
  const value = Object.fromEntries(Object.entries(before).map(([key, number]) => [key, number + 1]))
  const document = parseDocumentText('a.json', JSON.stringify(before, null, 4))
  expect(patchText(document, value)).toBe(formatDocument(value, 'json', 4))
})

it('shortens lists and takes keys away', () => {
  const document = parseDocumentText('a.json', '{ "list": [1, 2, 3], "a": { "b": 1 } }')
  expect(parseDocumentText('a.json', patchText(document, { list: [1, 3] })).value).toEqual({ list: [1, 3] })
})
