import { expect, it } from 'vitest'
import { BufferedBody } from '../../../../../src/gateway/exchange.ts'
import { compileChecks } from '../../../../../src/policies/inbound/request-validation/compile-checks.ts'
import { exchangeWith } from '../../../../support/policy-setup.ts'

const book = {
  type: 'object',
  properties: { title: { type: 'string' }, sequel: { $ref: '#/components/schemas/Book' } },
  required: ['title'],
}
const checks = compileChecks({
  document: { components: { schemas: { Book: book } } },
  pathItem: { parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }] },
  operation: {
    parameters: [
      { name: 'tags', in: 'query', schema: { type: 'array', items: { type: 'integer' }, maxItems: 2 } },
      { name: 'q', in: 'query', required: true, schema: { type: 'string', minLength: 2 } },
      { name: 'X-Trace', in: 'header', schema: { type: 'string', format: 'uuid' } },
    ],
    requestBody: {
      required: true,
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Book' } }, 'image/*': {} },
    },
  },
})
const json = { 'content-type': 'application/json; charset=utf-8' }

it.each([
  ['?q=ab&tags=1&tags=2', []],
  ['?tags=1', [{ pointer: '/q', reason: 'is required' }]],
  ['?q=a', [{ pointer: '/q', reason: 'must NOT have fewer than 2 characters' }]],
  ['?q=ab&tags=1&tags=x', [{ pointer: '/tags/1', reason: 'must be integer' }]],
  ['?q=ab&tags=1&tags=2&tags=3', [{ pointer: '/tags', reason: 'must NOT have more than 2 items' }]],
])('judges the query %s', async (search, problems) => {
  expect(await checks.query(exchangeWith({ search }))).toEqual(problems)
})

it('judges the path and headers', async () => {
  expect(await checks.path(exchangeWith({ params: { id: '7' } }))).toEqual([])
  expect(await checks.path(exchangeWith({ params: { id: 'x' } }))).toEqual([
    { pointer: '/id', reason: 'must be integer' },
  ])
  expect(await checks.header(exchangeWith())).toEqual([])
  expect(await checks.header(exchangeWith({ headers: { 'x-trace': 'x' } }))).toHaveLength(1)
})

it.each<[string, Record<string, string>, unknown]>([
  ['', json, [{ pointer: '', reason: 'is required' }]],
  ['{"title":"Emma","sequel":{"title":"More"}}', json, []],
  ['{"title":"Emma","sequel":{}}', json, [{ pointer: '/sequel/title', reason: 'is required' }]],
  ['{', json, [{ pointer: '', reason: 'must be JSON' }]],
  ['x', { 'content-type': 'image/png' }, []],
  ['x', {}, [{ pointer: '', reason: 'must be application/json or image/*' }]],
])('judges the body %j', async (text, headers, problems) => {
  expect(await checks.body(exchangeWith({ headers, body: new BufferedBody(text) }))).toEqual(problems)
})

it('asks nothing of a body that is not described', async () => {
  const { body } = compileChecks({ document: {}, pathItem: {}, operation: {} })
  expect(await body(exchangeWith({ body: new BufferedBody('x') }))).toEqual([])
})

it('lets no second value of a parameter pass unjudged, whether its type is said or not', async () => {
  const parameters = [
    { name: 'p', in: 'query', schema: { pattern: '^[a-z]+$' } },
    { name: 'any', in: 'query', schema: {} },
  ]
  const { query } = compileChecks({ document: {}, pathItem: {}, operation: { parameters } })
  expect(await query(exchangeWith({ search: '?p=a&any=1&any=2' }))).toEqual([])
  expect(await query(exchangeWith({ search: '?p=a&p=%27--' }))).toEqual([
    { pointer: '/p', reason: 'must be sent once' },
  ])
})

it('judges JSON that a range of types covers, and only JSON', async () => {
  const content = { '*/*': { schema: book } }
  const { body } = compileChecks({
    document: { components: { schemas: { Book: book } } },
    pathItem: {},
    operation: { requestBody: { content } },
  })
  const wrong = new BufferedBody('{}')
  expect(await body(exchangeWith({ headers: json, body: wrong }))).toEqual([
    { pointer: '/title', reason: 'is required' },
  ])
  expect(await body(exchangeWith({ headers: { 'content-type': 'text/plain' }, body: wrong }))).toEqual([])
})
