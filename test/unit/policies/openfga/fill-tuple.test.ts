import { expect, it } from 'vitest'
import { fillTemplate, parseTuple } from '../../../../src/policies/openfga/fill-tuple.ts'

it('fills places by name', () => {
  expect(fillTemplate('book:{id}/{page}', (name) => ({ id: 'a', page: '$&' })[name])).toBe('book:a/$&')
})

it.each([undefined, '', '*', 'a:b', 'group#member', 'a b'])('makes nothing of %j', (value) => {
  expect(fillTemplate('user:{sub}', () => value)).toBeUndefined()
})

it('reads a tuple of a module', () => {
  const tuple = { user: 'user:a', relation: 'viewer', object: 'book:1' }
  expect(parseTuple({ ...tuple, more: 1 })).toEqual(tuple)
  for (const none of [undefined, null, 'x', { ...tuple, user: 1 }]) expect(parseTuple(none)).toBeUndefined()
})
