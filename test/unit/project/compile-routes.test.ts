import { describe, expect, test } from 'vitest'
import { compilePolicies, compilePoliciesFile } from '../../../src/project/compile-policies.ts'
import { compileRoutes, routeFilesOf } from '../../../src/project/compile-routes.ts'
import { compileSettings } from '../../../src/project/compile-settings.ts'
import { codesOf, compilationOf } from '../../support/compilation-of.ts'

const served = { 'x-zuplo-route': { handler: { export: 'x', module: '$import(@zuplo/runtime)' } } }

function compile(files: Record<string, unknown>) {
  const compilation = compilationOf(files)
  const settings = compileSettings(compilation)
  const policies = compilePolicies(compilePoliciesFile(compilation), compilation)
  const routes = compileRoutes({ settings, policies, corsPolicies: [] }, compilation)
  return { compilation, routes: routes.map(({ method, path, file }) => `${method} ${path} ${file}`) }
}

test('routes come by file name, then in document order', () => {
  const { routes, compilation } = compile({
    'config/b.oas.json': { paths: { '/z': { post: served, get: served }, '/a': { get: served } } },
    'config/a.oas.json': { paths: { '/m': { delete: served }, 'x-more': {} } },
    'config/policies.json': {},
  })
  expect(routes).toEqual([
    'DELETE /m ./config/a.oas.json',
    'POST /z ./config/b.oas.json',
    'GET /z ./config/b.oas.json',
    'GET /a ./config/b.oas.json',
  ])
  expect(compilation.diagnostics).toEqual([])
})

test('only documents of config/ itself are route files', () => {
  const compilation = compilationOf({
    'config/x/a.oas.json': {},
    'a.oas.json': {},
    'config/a.oas.json': {},
    'config/a.json': {},
  })
  expect(routeFilesOf(compilation)).toEqual(['config/a.oas.json'])
})

describe('a method and path declared twice', () => {
  const files = {
    'config/a.oas.json': { paths: { '/todos': { get: served } } },
    'config/b.oas.json': { paths: { '/todos': { get: served, post: served } } },
  }

  test('is an error at the second that names the first', () => {
    const { compilation } = compile(files)
    expect(compilation.diagnostics).toMatchObject([
      { code: 'SALLYPORT_CONFIG_DUPLICATE_ROUTE', file: 'config/b.oas.json', line: 4, column: 7 },
    ])
    expect(compilation.diagnostics[0]?.hint).toContain('config/a.oas.json:4')
  })

  test('is legal when the settings say so', () => {
    const { routes, compilation } = compile({ ...files, 'zuplo.jsonc': { allowDuplicateRoutes: true } })
    expect(compilation.diagnostics).toEqual([])
    expect(routes).toHaveLength(3)
  })
})

test('operation ids are unique in a file, not in the project', () => {
  const operation = { ...served, operationId: 'a' }
  const twoFiles = {
    'config/a.oas.json': { paths: { '/a': { get: operation } } },
    'config/b.oas.json': { paths: { '/b': { get: operation } } },
  }
  expect(codesOf(compile(twoFiles).compilation)).toEqual([])
  const oneFile = { 'config/a.oas.json': { paths: { '/a': { get: operation }, '/b': { get: operation } } } }
  expect(codesOf(compile(oneFile).compilation)).toEqual(['CONFIG_DUPLICATE_OPERATION_ID'])
})

describe('documents that are none', () => {
  test.each([
    ['a list', [], ['CONFIG_INVALID_VALUE']],
    ['nothing but webhooks', { openapi: '3.1.0' }, ['warning CONFIG_NO_ROUTES']],
    ['a misspelled "paths"', { path: {} }, ['CONFIG_UNKNOWN_KEY']],
    ['a list of paths', { paths: [] }, ['CONFIG_INVALID_VALUE']],
    ['a path that is a text', { paths: { '/a': 'x' } }, ['CONFIG_INVALID_VALUE']],
    ['an operation that is a text', { paths: { '/a': { get: 'x' } } }, ['CONFIG_INVALID_VALUE']],
    ['a path without a slash', { paths: { a: { get: served } } }, ['CONFIG_INVALID_PATH']],
    ['a broken file', '{', ['CONFIG_SYNTAX']],
  ])('%s', (_what, document, codes) => {
    expect(codesOf(compile({ 'config/a.oas.json': document }).compilation)).toEqual(codes)
  })
})

test('a path called like an inherited property is a path like any other', () => {
  const text = '{ "paths": { "/constructor": { "get": { "__proto__": { "x-zuplo-route": {} } } } } }'
  expect(codesOf(compile({ 'config/a.oas.json': text }).compilation)).toEqual(['warning CONFIG_NO_HANDLER'])
})
