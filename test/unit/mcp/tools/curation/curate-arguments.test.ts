import { describe, expect, test } from 'vitest'
import { curateArguments } from '../../../../../src/mcp/tools/curation/curate-arguments.ts'
import { toolOf } from '../../../../support/mcp-world.ts'

const text = { type: 'string' }
const tool = toolOf({
  path: '/orgs/{org}/repos',
  operation: {
    parameters: [
      { name: 'org', in: 'path', required: true, schema: text },
      { name: '$filter', in: 'query', schema: text },
      { name: 'per_page', in: 'query', schema: { type: 'integer', maximum: 100 } },
      { name: 'sort', in: 'query', required: true, schema: { enum: ['age', 'name'] } },
      { name: 'X-Region', in: 'header', schema: text },
      { name: 'labels', in: 'query', schema: { type: 'array', items: text } },
    ],
  },
})

function curate(parameters: Parameters<typeof curateArguments>[2]) {
  return curateArguments(tool.listing.inputSchema, tool.plan, parameters)
}

test('an argument is renamed and described in its place', () => {
  const { schema, curated, problems } = curate({
    per_page: { rename: 'count', description: 'How many.', default: 20 },
  })
  expect(problems).toEqual([])
  const properties = schema['properties'] as Record<string, unknown>
  expect(Object.keys(properties)).toEqual(['org', 'filter', 'count', 'sort', 'labels', 'X-Region'])
  expect(properties['count']).toEqual({
    type: 'integer',
    maximum: 100,
    description: 'How many.',
    default: 20,
  })
  expect(curated?.renamed).toEqual(new Map([['count', 'per_page']]))
  expect(curated?.defaults).toEqual({ per_page: 20 })
  expect(curated?.withheld).toEqual(new Set(['per_page']))
})

test('a fixed argument is hidden and no longer required; one with a default need not be given', () => {
  const { schema, curated } = curate({ org: { fix: 'acme' }, sort: { default: 'name' } })
  expect(schema['required']).toBeUndefined()
  expect(Object.keys(schema['properties'] as object)).not.toContain('org')
  expect(curated).toMatchObject({ fixed: { org: 'acme' }, defaults: { sort: 'name' } })
})

test('a hidden argument with a default is sent and not shown', () => {
  const { schema, curated, problems } = curate({ sort: { default: 'name', hide: true } })
  expect(problems).toEqual([])
  expect(Object.keys(schema['properties'] as object)).not.toContain('sort')
  expect(curated).toMatchObject({ defaults: { sort: 'name' }, fixed: {} })
})

test('a parameter is found by its name on the wire too', () => {
  const { curated } = curate({ $filter: { fix: 'x' }, 'x-region': { hide: true } })
  expect(curated?.fixed).toEqual({ filter: 'x' })
  expect(curated?.withheld).toEqual(new Set(['filter', 'X-Region']))
})

test('nothing is changed where nothing is said but words', () => {
  expect(curate({ per_page: { description: 'How many.' } }).curated).toBeUndefined()
})

test('A24: an argument is mirrored in a header when the operator asks for it', () => {
  const { mirrored, schema } = curate({ 'X-Region': { rename: 'region', header: 'Region' } })
  expect(mirrored).toEqual([{ argument: 'region', header: 'Region', field: 'mcp-param-region' }])
  expect(JSON.stringify(schema)).not.toContain('x-mcp-header')
})

describe('mistakes', () => {
  test('a parameter that does not exist, with the nearest one', () => {
    expect(curate({ perpage: { hide: true } }).missing).toEqual([
      { name: 'perpage', hint: 'Did you mean "per_page"?' },
    ])
  })

  test.each([
    ['a value that does not fit', { per_page: { fix: 1000 } }, 'per_page.fix', 'must be <= 100'],
    ['a default that does not fit', { sort: { default: 'size' } }, 'sort.default', '"age", "name"'],
    ['hiding what is required', { org: { hide: true } }, 'org.hide', 'cannot be called without'],
    ['two of one name', { per_page: { rename: 'sort' } }, 'per_page.rename', 'two arguments named "sort"'],
    ['a list in a header', { labels: { header: 'Labels' } }, 'labels.header', 'Only a string'],
  ] as const)('%s', (_name, parameters, path, said) => {
    const { problems } = curate(parameters)
    expect(problems).toHaveLength(1)
    expect(problems[0]?.path.join('.')).toBe(path)
    expect(problems[0]?.message).toContain(said)
  })

  test('two headers of one name, whatever their case', () => {
    const { problems } = curate({ org: { header: 'Region' }, filter: { header: 'REGION' } })
    expect(problems.map(({ path }) => path.join('.'))).toEqual(['filter.header'])
  })
})
