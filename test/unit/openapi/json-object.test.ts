import { expect, test } from 'vitest'
import { isJsonObject } from '../../../src/openapi/json-object.ts'

test('only objects that are neither null nor a list are JSON objects', () => {
  expect([{}, [], null, 'a', 1, undefined].map(isJsonObject)).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
  ])
})
