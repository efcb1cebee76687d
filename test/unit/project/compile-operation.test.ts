import { describe, expect, test } from 'vitest'
import { compileOperation } from '../../../src/project/compile-operation.ts'
import { compilePolicies, compilePoliciesFile } from '../../../src/project/compile-policies.ts'
import { compileSettings } from '../../../src/project/compile-settings.ts'
import type { Place } from '../../../src/project/project.ts'
import { codesOf, compilationOf } from '../../support/compilation-of.ts'

const handler = {
  export: 'urlForwardHandler',
  module: '$import(@zuplo/runtime)',
  options: { baseUrl: 'https://x.example' },
}
const audit = { name: 'audit', handler: { export: 'x', module: '$import(@zuplo/runtime)' } }
const file = 'config/routes.oas.json'

function compile(operation: Record<string, unknown>, operationIds = new Map<string, Place>()) {
  const document = { paths: { '/todos/{id}': { get: operation } } }
  const compilation = compilationOf({ [file]: document, 'config/policies.json': { policies: [audit] } })
  const parts = {
    settings: compileSettings(compilation),
    policies: compilePolicies(compilePoliciesFile(compilation), compilation),
    corsPolicies: ['apps'],
  }
  const site = {
    path: '/todos/{id}',
    method: 'GET',
    item: document.paths['/todos/{id}'],
    operation,
    document,
    place: { file, path: ['paths', '/todos/{id}', 'get'] },
    operationIds,
  }
  return { compilation, site, route: compileOperation(site, parts, compilation) }
}

describe('a route', () => {
  test('has everything the gateway needs, resolved', () => {
    const operation = {
      operationId: 'get-todo',
      'x-sallyport-route': {
        corsPolicy: 'apps',
        handler,
        policies: { inbound: ['audit'], outbound: ['audit'] },
        mcp: { type: 'tool', anything: [1] },
        version: 'v1',
      },
    }
    const { route, site, compilation } = compile(operation)
    expect(compilation.diagnostics).toEqual([])
    expect(route).toEqual({
      file: './config/routes.oas.json',
      path: '/todos/{id}',
      method: 'GET',
      operationId: 'get-todo',
      operation,
      pathItem: site.item,
      document: site.document,
      handler: { module: 'gateway', export: 'urlForwardHandler', options: handler.options },
      inbound: ['audit'],
      outbound: ['audit'],
      corsPolicy: 'apps',
      mcp: { type: 'tool', anything: [1] },
      toolRules: [],
      version: 'v1',
      place: site.place,
      routePlace: { file, path: [...site.place.path, 'x-sallyport-route'] },
    })
  })

  test('is closed to other origins and has no policies unless it says so', () => {
    const { route } = compile({ 'x-zuplo-route': { handler } })
    expect(route).toMatchObject({
      corsPolicy: 'none',
      inbound: [],
      outbound: [],
      mcp: undefined,
      version: undefined,
    })
    expect(route?.operationId).toBeUndefined()
  })

  test('compiles options of templates as written', () => {
    const templated = { ...handler, options: { baseUrl: '${env.BASE}', rewritePattern: '$env(BASE)' } }
    const { route, compilation } = compile({ 'x-zuplo-route': { handler: templated } })
    expect(route?.handler.options).toEqual(templated.options)
    expect(codesOf(compilation)).toEqual(['warning CONFIG_UNREPLACED_VARIABLE'])
  })
})

describe('an operation that is not served', () => {
  test.each([{}, { 'x-zuplo-route': {} }])('%j is a warning at its method', (operation) => {
    const { route, compilation } = compile(operation)
    expect(route).toBeUndefined()
    expect(compilation.diagnostics).toMatchObject([
      { severity: 'warning', code: 'SALLYPORT_CONFIG_NO_HANDLER', line: 4, column: 7 },
    ])
  })

  test('has its policies checked all the same', () => {
    const { compilation } = compile({ 'x-zuplo-route': { policies: { inbound: ['audti'] } } })
    expect(codesOf(compilation)).toContain('CONFIG_UNKNOWN_POLICY')
  })

  test('is not complained of twice when its route stands under a wrong key', () => {
    expect(codesOf(compile({ 'x-zuplo-routes': { handler } }).compilation)).toEqual(['CONFIG_UNKNOWN_KEY'])
    expect(codesOf(compile({ handler }).compilation)).toEqual(['CONFIG_MISPLACED_KEY'])
  })
})

describe('refusals', () => {
  test.each([
    ['a misspelled key', { handlr: handler }, 'CONFIG_UNKNOWN_KEY'],
    ['a handler without a module', { handler: { export: 'x' } }, 'CONFIG_INVALID_VALUE'],
    ['a list for policies', { handler, policies: ['audit'] }, 'CONFIG_INVALID_VALUE'],
    ['a stage outside of policies', { handler, inbound: ['audit'] }, 'CONFIG_MISPLACED_KEY'],
    ['an unknown policy', { handler, policies: { outbound: ['adit'] } }, 'CONFIG_UNKNOWN_POLICY'],
    ['an unknown CORS policy', { handler, corsPolicy: 'app' }, 'CONFIG_UNKNOWN_CORS_POLICY'],
    [
      'an unknown module',
      { handler: { ...handler, module: '$import(./modules/x)' } },
      'CONFIG_UNKNOWN_MODULE',
    ],
  ])('%s', (_what, route, code) => {
    expect(codesOf(compile({ 'x-zuplo-route': route }).compilation)).toEqual([code])
  })

  test('both names of the extension on one operation', () => {
    const { compilation } = compile({ 'x-zuplo-route': { handler }, 'x-sallyport-route': { handler } })
    expect(codesOf(compilation)).toEqual(['CONFIG_BOTH_NAMES'])
  })

  test('an operationId that the file has already', () => {
    const ids = new Map([['a', { file, path: ['paths'] }]])
    const { compilation } = compile({ operationId: 'a', 'x-zuplo-route': { handler } }, ids)
    expect(compilation.diagnostics).toMatchObject([
      { code: 'SALLYPORT_CONFIG_DUPLICATE_OPERATION_ID', line: 5 },
    ])
    expect(compilation.diagnostics[0]?.hint).toContain('line 2')
  })
})
