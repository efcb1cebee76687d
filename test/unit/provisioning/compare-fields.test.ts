import { expect, test } from 'vitest'
import { compareFields } from '../../../src/provisioning/compare-fields.ts'

test('only declared fields count, lists item by item', () => {
  const desired = { a: 1, b: ['x', 'y'], c: null, d: true }
  expect(compareFields(desired, { ...desired, more: 'ignored' })).toEqual([])
  expect(compareFields(desired, { a: 1, b: ['x'], c: 'text', d: true })).toEqual([
    { field: 'b', before: ['x'], after: ['x', 'y'] },
    { field: 'c', before: 'text', after: null },
  ])
  expect(compareFields({ a: [1] }, { a: '1' })).toHaveLength(1)
  expect(compareFields({ a: 1 }, {})).toEqual([{ field: 'a', before: undefined, after: 1 }])
})
