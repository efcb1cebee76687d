import { expect, test } from 'vitest'
import { filesReferredTo, referredFile } from '../../../src/project/referred-files.ts'

test.each([
  ['./schemas/book.json#/Book', 'config/schemas/book.json'],
  ['book.yaml', 'config/book.yaml'],
  ['../shared/a%20b.yml', 'shared/a b.yml'],
  ['../../outside.json', undefined],
  ['%2e%2e/%2e%2e/outside.json', undefined],
  ['/etc/passwd.json', undefined],
  ['https://example.com/a.json', undefined],
  ['file:///a.json', undefined],
  ['./secret.pem', undefined],
  ['#/components/schemas/A', undefined],
])('%s leads to %s', (reference, expected) => {
  expect(referredFile(reference, 'config/a.oas.json')).toBe(expected)
})

test('JSON files that options import are found, from the project folder', () => {
  const text =
    '{"validator": "$import(./schemas/book.json)", "out": "$import(./../a.json)", "m": "$import(./modules/a)"}'
  expect(filesReferredTo(text, 'config/policies.json')).toEqual(['schemas/book.json'])
})

test('references are found in JSON and YAML, each file once', () => {
  const json = '{"a": {"$ref": "./b.json#/A"}, "b": {"$ref":"./b.json#/B"}, "c": {"$ref": "#/c"}}'
  expect(filesReferredTo(json, 'config/a.oas.json')).toEqual(['config/b.json'])
  const yaml = "a:\n  $ref: ./b.yaml#/A\nb: { $ref: 'c.yaml' }\nc:\n  $ref: '#/c'\n"
  expect(filesReferredTo(yaml, 'config/a.oas.yaml')).toEqual(['config/b.yaml', 'config/c.yaml'])
})
