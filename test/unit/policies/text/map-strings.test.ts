import { expect, it } from 'vitest'
import {
  isJsonText,
  mapContent,
  mapJsonText,
  mapText,
  mapValue,
} from '../../../../src/policies/text/map-strings.ts'

const shout = (text: string): string => text.replaceAll('word', 'WORD')

it('changes the strings of a JSON text and no other byte of it', () => {
  const json = '{ "id": 12345678901234567890, "a": "a word", "n": 1.0, "list": ["word", true] }'
  expect(mapJsonText(json, shout)).toBe(
    '{ "id": 12345678901234567890, "a": "a WORD", "n": 1.0, "list": ["WORD", true] }',
  )
})

it('reads escapes first, so that nothing hides in them', () => {
  expect(mapJsonText(String.raw`{"a":"\u0077ord","b":"say \"hi\"\n"}`, shout)).toBe(
    String.raw`{"a":"WORD","b":"say \"hi\"\n"}`,
  )
})

it.each([
  ['{"a":"word"}', true],
  ['[1]', true],
  ['{word', false],
  ['word', false],
])('tells JSON from text: %s', (text, isJson) => {
  expect(isJsonText(text)).toBe(isJson)
  expect(mapText(text, shout)).toBe(text.replace('word', 'WORD'))
})

it('copies only what changes', () => {
  const value = { a: ['word', { b: 'word' }], c: 1, d: null }
  expect(mapValue(value, shout)).toEqual({ a: ['WORD', { b: 'WORD' }], c: 1, d: null })
  const same = { a: ['x'] }
  expect(mapValue(same, shout)).toBe(same)
})

it('drops what lies too deep to be looked at', () => {
  let deep: unknown = 'word'
  for (let level = 0; level < 300; level++) deep = [deep]
  expect(JSON.stringify(mapValue(deep, shout))).not.toContain('word')
})

it('leaves images and types of content alone', () => {
  const image = { type: 'image', data: 'word', mimeType: 'word' }
  expect(mapContent(image, shout)).toEqual(image)
  expect(
    mapContent({ type: 'resource', resource: { uri: 'x://y', text: '{"a":"word"}', blob: 'word' } }, shout),
  ).toEqual({ type: 'resource', resource: { uri: 'x://y', text: '{"a":"WORD"}', blob: 'word' } })
})
