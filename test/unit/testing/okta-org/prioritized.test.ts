import { expect, test } from 'vitest'
import { placeByPriority } from '../../../../src/testing/okta-org/prioritized.ts'

test('an item moves to its priority and the others make room', () => {
  const list = ['a', 'b', 'c']
  placeByPriority(list, 'c', 1)
  expect(list).toEqual(['c', 'a', 'b'])
  placeByPriority(list, 'd', 2)
  expect(list).toEqual(['c', 'd', 'a', 'b'])
  placeByPriority(list, 'e', 99)
  placeByPriority(list, 'f', undefined)
  placeByPriority(list, 'c', undefined)
  expect(list).toEqual(['c', 'd', 'a', 'b', 'e', 'f'])
})
