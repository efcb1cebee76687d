import { expect, test } from 'vitest'
import { checkShape } from '../../../../../src/foundation/json/shape.ts'
import { xmlToJsonOptions } from '../../../../../src/policies/outbound/xml-to-json/options.ts'

test.each([[{}, { attributeNamePrefix: '@_', textNodeName: '#text', arrays: [], parseValues: true }]])(
  'xmlToJsonOptions take %j',
  (given, read) => {
    expect(checkShape(xmlToJsonOptions, given)).toMatchObject({ value: read, problems: [] })
  },
)

test.each([
  [{ textNodeName: '' }, '"textNodeName"'],
  [{ arrays: 'a' }, '"arrays"'],
])('xmlToJsonOptions refuse %j', (given, message) => {
  const { problems } = checkShape(xmlToJsonOptions, given)
  expect(problems.map((problem) => problem.message).join('\n')).toContain(message)
})
