import { expect, it } from 'vitest'
import { validateJsonSchemaOptions } from '../../../../../src/policies/inbound/validate-json-schema/options.ts'

it('takes a schema', () => {
  expect(validateJsonSchemaOptions.parse({ validator: { type: 'object' } })).toEqual({
    validator: { type: 'object' },
  })
})

it.each([{}, { validator: './schemas/book.json' }, { validator: [] }])('refuses %j', (options) => {
  expect(validateJsonSchemaOptions.safeParse(options).success).toBe(false)
})
