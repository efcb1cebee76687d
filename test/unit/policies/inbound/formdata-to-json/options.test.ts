import { expect, test } from 'vitest'
import { checkShape } from '../../../../../src/foundation/json/shape.ts'
import { formDataToJsonOptions } from '../../../../../src/policies/inbound/formdata-to-json/options.ts'

test.each([[{}, { badRequestIfNotFormData: true }]])('formDataToJsonOptions take %j', (given, read) => {
  expect(checkShape(formDataToJsonOptions, given)).toMatchObject({ value: read, problems: [] })
})

test.each([
  [{ optionalHoneypotName: '' }, '"optionalHoneypotName"'],
  [{ badRequestIfNotFormData: 'no' }, '"badRequestIfNotFormData"'],
])('formDataToJsonOptions refuse %j', (given, message) => {
  const { problems } = checkShape(formDataToJsonOptions, given)
  expect(problems.map((problem) => problem.message).join('\n')).toContain(message)
})
