import { expect, test } from 'vitest'
import { canonicalJson } from '../../../../src/foundation/json/canonical-json.ts'

test('the order of keys makes no difference, all else does', () => {
  const one = canonicalJson({ b: [1, { d: 'x', c: null }], a: true })
  expect(one).toBe('{"a":true,"b":[1,{"c":null,"d":"x"}]}')
  expect(canonicalJson({ a: true, b: [1, { c: null, d: 'x' }] })).toBe(one)
  expect(canonicalJson({ a: true, b: [{ c: null, d: 'x' }, 1] })).not.toBe(one)
})

test('it is JSON, whatever the keys are', () => {
  const value = JSON.parse('{"__proto__":1,"a\\"b":{},"2":[],"10":""}') as unknown
  expect(JSON.parse(canonicalJson(value))).toEqual(value)
})
