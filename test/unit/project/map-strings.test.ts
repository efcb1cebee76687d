import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mapStrings } from '../../../src/project/map-strings.ts'

test('every text is replaced, told where it stands', () => {
  const value = { a: 'x', b: [1, 'y', { c: 'z' }], d: null, e: true }
  const mapped = mapStrings(value, (text, path) => `${text}@${path.join('.')}`)
  expect(mapped).toEqual({ a: 'x@a', b: [1, 'y@b.1', { c: 'z@b.2.c' }], d: null, e: true })
})

test('a text replaced by undefined takes its key or its place in a list with it', () => {
  const drop = (text: string) => (text === 'no' ? undefined : text)
  expect(mapStrings({ a: 'no', b: ['yes', 'no', 'yes'] }, drop)).toEqual({ b: ['yes', 'yes'] })
  expect(mapStrings('no', drop)).toBeUndefined()
})

test('data that keeps its texts is copied, __proto__ keys included', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(mapStrings(value, (text) => text)).toEqual(value)
    }),
  )
  const copy = mapStrings(JSON.parse('{ "__proto__": { "a": "b" } }'), (text) => text) as object
  expect(Object.keys(copy)).toEqual(['__proto__'])
  expect(Object.getPrototypeOf(copy)).toBe(Object.prototype)
})
