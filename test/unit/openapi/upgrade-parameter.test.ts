import { expect, test } from 'vitest'
import {
  schemaOf,
  upgradeCollectionFormat,
  upgradeParameter,
} from '../../../src/openapi/upgrade-parameter.ts'

test('what describes the value becomes a schema', () => {
  const parameter = {
    name: 'size',
    in: 'query',
    description: 'How large.',
    required: true,
    allowEmptyValue: true,
    type: 'string',
    enum: ['s', 'm'],
    default: 'm',
    'x-nullable': true,
  }
  expect(upgradeParameter(parameter)).toEqual({
    name: 'size',
    in: 'query',
    description: 'How large.',
    required: true,
    allowEmptyValue: true,
    schema: { type: 'string', enum: ['s', 'm'], default: 'm', 'x-nullable': true },
  })
  expect(schemaOf(parameter)).not.toHaveProperty('name')
  expect(upgradeParameter({ $ref: '#/gone' })).toEqual({ $ref: '#/gone' })
})

test.each([
  [undefined, { explode: false }],
  ['csv', { explode: false }],
  ['multi', { explode: true }],
  ['ssv', { style: 'spaceDelimited', explode: false }],
  ['pipes', { style: 'pipeDelimited', explode: false }],
  ['tsv', { style: 'tsv', explode: false }],
])('the collection format %s becomes %o', (collectionFormat, expected) => {
  const given = collectionFormat === undefined ? {} : { collectionFormat }
  expect(upgradeCollectionFormat({ type: 'array', ...given })).toEqual(expected)
  expect(upgradeCollectionFormat({ type: 'string', ...given })).toEqual({})
})
