import { expect, test } from 'vitest'
import { checkShape } from '../../../../../src/foundation/json/shape.ts'
import { clearHeadersOptions } from '../../../../../src/policies/inbound/clear-headers/options.ts'

test('clearHeadersOptions take names to keep, or none', () => {
  expect(checkShape(clearHeadersOptions, {}).value).toEqual({ exclude: [] })
  expect(checkShape(clearHeadersOptions, { exclude: ['X-Team'] }).value).toBeDefined()
  expect(checkShape(clearHeadersOptions, { exclude: ['two words'] }).value).toBeUndefined()
})
