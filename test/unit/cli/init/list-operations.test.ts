import { describe, expect, it } from 'vitest'
import {
  baseUrlOf,
  isReadOnly,
  listOperations,
  nameOf,
  type ListedOperation,
} from '../../../../src/cli/init/list-operations.ts'

const operation = (method: string): ListedOperation => ({
  method,
  path: '/a',
  operationId: undefined,
  summary: '',
  tags: [],
})

it('lists the operations of a document in its order, referred path items too', () => {
  const document = {
    paths: {
      '/b': { post: { operationId: 'make', description: 'Makes.', tags: ['x', 1] }, parameters: [] },
      '/a': { $ref: '#/components/pathItems/a' },
      'x-note': { get: {} },
    },
    components: { pathItems: { a: { get: { summary: 'Gets.' } } } },
  }
  expect(listOperations(document)).toEqual([
    { method: 'POST', path: '/b', operationId: 'make', summary: 'Makes.', tags: ['x'] },
    { method: 'GET', path: '/a', operationId: undefined, summary: 'Gets.', tags: [] },
  ])
  expect(listOperations({})).toEqual([])
})

it('knows what changes nothing, and a name for what has none', () => {
  expect(['GET', 'HEAD', 'PUT', 'DELETE'].map((method) => isReadOnly(operation(method)))).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect(nameOf(operation('GET'))).toBe('GET /a')
})

describe('where the API is', () => {
  const from = new URL('https://docs.example/specs/api.json')

  it.each([
    [{ servers: [{ url: 'https://api.example/v1/' }] }, undefined, 'https://api.example/v1'],
    [{ servers: [{ url: '../v2' }] }, from, 'https://docs.example/v2'],
    [{}, from, 'https://docs.example'],
    [
      { servers: [{ url: 'https://{region}.example', variables: { region: { default: 'eu' } } }] },
      undefined,
      'https://eu.example',
    ],
    [
      { swagger: '2.0', host: 'old.example', basePath: '/v1', paths: {} },
      undefined,
      'https://old.example/v1',
    ],
    [{}, undefined, undefined],
    [{ servers: [{ url: 'ftp://a.example' }] }, undefined, undefined],
  ])('%j from %s is %s', (document, source, expected) => {
    expect(baseUrlOf(document, source)).toBe(expected)
  })
})
