import { expect, test } from 'vitest'
import { compileProject } from '../../../src/project/compile-project.ts'
import { projectFilesOf } from '../../support/compilation-of.ts'

const handler = {
  export: 'urlForwardHandler',
  module: '$import(@zuplo/runtime)',
  options: { baseUrl: 'https://api.example' },
}
const own = { 'x-zuplo-route': { handler: { ...handler, export: 'urlRewriteHandler' } } }
const audit = { name: 'audit', handler: { export: 'x', module: '$import(@zuplo/runtime)' } }

const document = {
  openapi: '3.0.3',
  paths: {
    '/books': {
      get: { operationId: 'books/list', tags: ['books'] },
      post: { operationId: 'books/add', ...own },
    },
    '/books/{id}': {
      delete: { operationId: 'books/delete', 'x-zuplo-route': { mcp: { name: 'remove' } } },
    },
  },
}

function compile(tools: unknown) {
  const files = projectFilesOf({
    'config/api.oas.json': document,
    'config/policies.json': { policies: [audit] },
    'config/tools.jsonc': tools,
  })
  return compileProject(files, {})
}

test('a public document is served as it is, with the handler and the policies of its entry', () => {
  const { project, diagnostics } = compile({
    documents: [{ file: './config/api.oas.json', handler, policies: { inbound: ['audit'] } }],
  })
  expect(diagnostics).toEqual([])
  expect(project?.routes.map((route) => [route.operationId, route.handler.export, route.inbound])).toEqual([
    ['books/list', 'urlForwardHandler', ['audit']],
    ['books/add', 'urlRewriteHandler', ['audit']],
    ['books/delete', 'urlForwardHandler', ['audit']],
  ])
  expect(project?.routes[0]?.routePlace).toEqual({ file: 'config/tools.jsonc', path: ['documents', 0] })
})

test('each route knows its rules, by rising precedence', () => {
  const { project, diagnostics } = compile({
    documents: [{ file: './config/api.oas.json', handler, mcp: { name: 'document' } }],
    rules: [
      { match: { operationId: 'books/*' }, mcp: { name: 'first' } },
      { match: { method: 'DELETE' }, mcp: { enabled: false } },
    ],
  })
  expect(diagnostics).toEqual([])
  const rules = project?.routes.map(({ toolRules }) => toolRules.map(({ mcp }) => mcp))
  expect(rules).toEqual([
    [{ name: 'document' }, { name: 'first' }],
    [{ name: 'document' }, { name: 'first' }],
    [{ name: 'document' }, { name: 'first' }, { enabled: false }],
  ])
})

test('a rule that speaks of nothing is warned about at its match, with the nearest name', () => {
  const { diagnostics } = compile({
    documents: [{ file: './config/apy.oas.json' }, { file: './config/api.oas.json', handler }],
    rules: [{ match: { operationId: 'books/lst' } }, { match: { tag: 'films' } }],
  })
  expect(diagnostics).toMatchObject([
    { severity: 'warning', code: 'SALLYPORT_CONFIG_UNUSED_RULE', file: 'config/tools.jsonc' },
    { severity: 'warning', hint: 'Did you mean the operationId "books/list"?' },
    { severity: 'warning', hint: 'List the routes with `sallyport routes`.' },
  ])
  expect(diagnostics[0]?.hint).toBe('Did you mean the file "./config/api.oas.json"?')
})

test('many operations that nothing serves are one warning, which names the way out', () => {
  const paths = Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => [`/things/${index}`, { get: { operationId: `get${index}` } }]),
  )
  const files = projectFilesOf({ 'config/api.oas.json': { paths }, 'config/policies.json': {} })
  const { diagnostics } = compileProject(files, {})
  expect(diagnostics).toMatchObject([
    {
      code: 'SALLYPORT_CONFIG_NO_HANDLER',
      message: '20 operations of this file have no "x-zuplo-route" and are not served, GET /things/0 first.',
    },
  ])
  expect(diagnostics[0]?.hint).toContain('config/tools.jsonc')
})
