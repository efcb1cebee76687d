import { expect, it } from 'vitest'
import { findInJson } from '../../../../src/policies/validation/find-in-json.ts'
import { JsonValidator } from '../../../../src/policies/validation/json-validator.ts'

it.each([
  ['1', []],
  ['"1"', [{ pointer: '', reason: 'must be integer' }]],
  ['{', [{ pointer: '', reason: 'must be JSON' }]],
])('judges %s', (text, problems) => {
  expect(findInJson(text, new JsonValidator({ type: 'integer' }, false))).toEqual(problems)
})
