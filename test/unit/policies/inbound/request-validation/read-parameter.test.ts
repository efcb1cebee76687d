import { expect, it } from 'vitest'
import type { OperationParameter } from '../../../../../src/openapi/compile-parameters.ts'
import {
  readParameter,
  type ParameterShape,
} from '../../../../../src/policies/inbound/request-validation/read-parameter.ts'
import { exchangeWith } from '../../../../support/policy-setup.ts'

const parameter: OperationParameter = {
  name: 'p',
  in: 'query',
  required: false,
  description: undefined,
  deprecated: false,
  schema: {},
  style: 'form',
  explode: true,
  allowReserved: false,
  isJson: false,
  examples: [],
}

it.each<[string, Partial<OperationParameter>, ParameterShape, unknown]>([
  ['?p=1', {}, 'scalar', '1'],
  ['?q=1', {}, 'scalar', undefined],
  ['?p=1&p=2', {}, 'list', ['1', '2']],
  ['?p=1&p=2', {}, 'scalar', ['1', '2']],
  ['?p=1,2', { explode: false }, 'list', ['1', '2']],
  ['?p=1|2', { explode: false, style: 'pipeDelimited' }, 'list', ['1', '2']],
  ['?p=1%202', { explode: false, style: 'spaceDelimited' }, 'list', ['1', '2']],
  ['?p[a]=1&p[b]=2&pq[c]=3', { style: 'deepObject' }, 'object', { a: '1', b: '2' }],
  ['?p[a]=1&p[a]=2&p[a]=3', { style: 'deepObject' }, 'object', { a: ['1', '2', '3'] }],
  ['?a=1&a=2', {}, 'object', { a: ['1', '2'] }],
  ['?p=a,1,b,2', { explode: false }, 'object', { a: '1', b: '2' }],
  ['?a=1&b=2', {}, 'object', { a: '1', b: '2' }],
  ['?p=%7B%22a%22:1%7D', { isJson: true }, 'object', { a: 1 }],
  ['?p=%7B', { isJson: true }, 'object', '{'],
])('reads %s', (search, changes, shape, value) => {
  expect(
    readParameter({ ...parameter, ...changes }, shape, exchangeWith({ search }), new URLSearchParams(search)),
  ).toEqual(value)
})

it('reads parameters of the path and headers', () => {
  const exchange = exchangeWith({ params: { p: '1,2' }, headers: { 'x-p': 'a=1, b=2' } })
  const none = new URLSearchParams()
  expect(readParameter({ ...parameter, in: 'path', style: 'simple' }, 'list', exchange, none)).toEqual([
    '1',
    '2',
  ])
  expect(
    readParameter(
      { ...parameter, in: 'header', name: 'X-P', style: 'simple', explode: true },
      'object',
      exchange,
      none,
    ),
  ).toEqual({ a: '1', b: '2' })
})
