import { expect, test } from 'vitest'
import { inside } from '../../../src/project/place.ts'

test('keys are added to the path, and the place stays as it was', () => {
  const place = { file: 'a.json', path: ['b'] }
  expect(inside(place, 'c', 0)).toEqual({ file: 'a.json', path: ['b', 'c', 0] })
  expect(place.path).toEqual(['b'])
})
