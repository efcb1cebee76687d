import { expect, test } from 'vitest'
import { checkShape } from '../../../../../src/foundation/json/shape.ts'
import { compositeOptions } from '../../../../../src/policies/inbound/composite/options.ts'

test('a composite takes a list of names', () => {
  expect(checkShape(compositeOptions, { policies: ['a', 'b'] }).value).toEqual({ policies: ['a', 'b'] })
  expect(checkShape(compositeOptions, {}).problems[0]?.message).toBe('"policies" is missing.')
  expect(checkShape(compositeOptions, { policies: [1] }).value).toBeUndefined()
})
