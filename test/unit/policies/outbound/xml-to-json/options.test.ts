import { expect, test } from 'vitest'
import { checkShape } from '../../../../../src/foundation/json/shape.ts'
import { xmlToJsonOptions } from '../../../../../src/policies/outbound/xml-to-json/options.ts'

const defaults = {
  removeNSPrefix: true,
  ignoreAttributes: true,
  ignoreDeclarations: true,
  ignoreProcessingInstructions: true,
  stopNodes: [],
  trimValues: true,
  attributeNamePrefix: '@_',
  textNodeName: '#text',
  arrays: [],
  parseValues: true,
}

test.each([
  [{}, defaults],
  [{ parseOnStatusCodes: '200-299, 304' }, { parseOnStatusCodes: '200-299, 304' }],
  [{ parseOnStatusCodes: [200, 500] }, { parseOnStatusCodes: [200, 500] }],
])('xmlToJsonOptions take %j', (given, read) => {
  expect(checkShape(xmlToJsonOptions, given)).toMatchObject({ value: read, problems: [] })
})

test.each([
  [{ textNodeName: '' }, '"textNodeName"'],
  [{ arrays: 'a' }, '"arrays"'],
  [{ parseOnStatusCodes: '2xx' }, '"parseOnStatusCodes"'],
])('xmlToJsonOptions refuse %j', (given, message) => {
  const { problems } = checkShape(xmlToJsonOptions, given)
  expect(problems.map((problem) => problem.message).join('\n')).toContain(message)
})
