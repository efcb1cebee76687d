import { describe, expect, it } from 'vitest'
import { removeParams, setParams } from '../../../../src/policies/query/search.ts'

const param = (name: string, value: string, overwrite = true) => ({ name, value, overwrite })

describe('setParams', () => {
  it.each([
    ['', [param('a', '1')], '?a=1'],
    ['?a=0&b=%7e&a=2', [param('a', '1')], '?b=%7e&a=1'],
    ['?a=0', [param('a', '1', false), param('b', 'x y&z', false)], '?a=0&b=x%20y%26z'],
    ['?a%20b=0', [param('a b', 'ü')], '?a%20b=%C3%BC'],
    ['?a+b=0', [param('a b', '1')], '?a%20b=1'],
  ])('%s with %j is %s', (search, params, expected) => {
    expect(setParams(search, params)).toBe(expected)
  })
})

describe('removeParams', () => {
  it.each([
    ['', ''],
    ['?key=1', ''],
    ['?a=1&key=2&b=%20&key', '?a=1&b=%20'],
    ['?k%65y=1&keys=2', '?keys=2'],
  ])('%s without `key` is "%s"', (search, expected) => {
    expect(removeParams(search, new Set(['key']))).toBe(expected)
  })
})
