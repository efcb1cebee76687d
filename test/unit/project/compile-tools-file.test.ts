import { describe, expect, test } from 'vitest'
import { compilePolicies, compilePoliciesFile } from '../../../src/project/compile-policies.ts'
import { compileProject } from '../../../src/project/compile-project.ts'
import { compileSettings } from '../../../src/project/compile-settings.ts'
import { compileToolsFile } from '../../../src/project/compile-tools-file.ts'
import { codesOf, compilationOf, projectFilesOf } from '../../support/compilation-of.ts'

const handler = {
  export: 'urlForwardHandler',
  module: '$import(@zuplo/runtime)',
  options: { baseUrl: 'https://api.example', note: '$env(NOTE)' },
}
const audit = { name: 'audit', handler: { export: 'x', module: '$import(@zuplo/runtime)' } }
const routeFiles = ['config/a.oas.json', 'config/b.oas.json']

function compile(tools: unknown, more: Record<string, unknown> = {}) {
  const files = { 'config/tools.jsonc': tools, 'config/policies.json': { policies: [audit] }, ...more }
  const compilation = compilationOf(files, { environment: { NOTE: 'hello', TENANT: 't1' } })
  const parts = {
    settings: compileSettings(compilation),
    policies: compilePolicies(compilePoliciesFile(compilation), compilation),
    corsPolicies: ['apps'],
  }
  return { compilation, tools: compileToolsFile(parts, routeFiles, compilation) }
}

test('a project without the file has no defaults and no rules', () => {
  const { tools, compilation } = compile(undefined)
  expect(tools.rules).toEqual([])
  expect(tools.defaultsOf('config/a.oas.json')).toBeUndefined()
  expect(compilation.diagnostics).toEqual([])
})

test('an entry of documents gives handler, policies and CORS policy, resolved', () => {
  const { tools, compilation } = compile({
    documents: [
      { file: './config/a.oas.json', handler, policies: { inbound: ['audit'] }, corsPolicy: 'apps' },
    ],
  })
  expect(compilation.diagnostics).toEqual([])
  expect(tools.defaultsOf('config/a.oas.json')).toMatchObject({
    handler: {
      module: 'gateway',
      export: 'urlForwardHandler',
      options: { baseUrl: 'https://api.example', note: 'hello' },
    },
    inbound: ['audit'],
    outbound: [],
    corsPolicy: 'apps',
    isBroken: false,
    place: { file: 'config/tools.jsonc', path: ['documents', 0] },
  })
  expect(tools.defaultsOf('config/b.oas.json')).toBeUndefined()
})

test('rules of documents come before rules of rules, with their variables resolved', () => {
  const { tools } = compile({
    $schema: './tools.schema.json',
    rules: [{ match: { method: 'GET' }, mcp: { parameters: { tenant: { fix: '$env(TENANT)' } } } }],
    documents: [{ file: './config/*.oas.json', mcp: { enabled: false } }],
  })
  expect(tools.rules.map(({ rule }) => rule)).toEqual([
    { mcp: { enabled: false }, place: { file: 'config/tools.jsonc', path: ['documents', 0, 'mcp'] } },
    {
      mcp: { parameters: { tenant: { fix: 't1' } } },
      place: { file: 'config/tools.jsonc', path: ['rules', 0, 'mcp'] },
    },
  ])
})

test('an entry of documents can name the operations that get its handler; others are left out without a word', () => {
  const operation = (operationId: string) => ({ operationId, responses: { 200: { description: 'ok' } } })
  const files = projectFilesOf({
    'config/a.oas.json': {
      openapi: '3.1.0',
      paths: { '/a': { get: operation('one'), delete: operation('two') }, '/b': { get: operation('three') } },
    },
    'config/tools.jsonc': {
      documents: [
        {
          file: './config/a.oas.json',
          handler: { ...handler, options: { baseUrl: 'https://api.example' } },
          operations: [{ operationId: 'one' }, { method: 'get', path: '/b' }],
        },
      ],
    },
  })
  const { project, diagnostics } = compileProject(files, {})
  expect(diagnostics).toEqual([])
  expect(project?.routes.map(({ operationId }) => operationId)).toEqual(['one', 'three'])
})

describe('mistakes', () => {
  test.each([
    ['a misspelt key', { rule: [] }, ['CONFIG_UNKNOWN_KEY']],
    ['a misspelt key of a match', { rules: [{ match: { operationID: 'x' } }] }, ['CONFIG_UNKNOWN_KEY']],
    ['a document without file', { documents: [{ handler }] }, ['CONFIG_INVALID_VALUE']],
    [
      'an unknown policy',
      { documents: [{ file: 'config/a.oas.json', policies: { inbound: ['audi'] } }] },
      ['CONFIG_UNKNOWN_POLICY'],
    ],
    [
      'an unknown CORS policy',
      { documents: [{ file: 'config/a.oas.json', corsPolicy: 'app' }] },
      ['CONFIG_UNKNOWN_CORS_POLICY'],
    ],
    [
      'a variable where none is replaced',
      { rules: [{ mcp: { description: '$env(NOTE)' } }] },
      ['CONFIG_MISPLACED_VARIABLE'],
    ],
    [
      'two entries for one file',
      { documents: [{ file: './config/a.oas.json' }, { file: 'config/*.oas.json' }] },
      ['CONFIG_DUPLICATE_DOCUMENT'],
    ],
    ['broken syntax', '{ "rules": [ }', ['CONFIG_SYNTAX']],
  ])('%s', (_name, tools, codes) => {
    expect(codesOf(compile(tools).compilation)).toEqual(codes)
  })

  test('both spellings of the file', () => {
    const { compilation } = compile({}, { 'config/tools.json': {} })
    expect(codesOf(compilation)).toEqual(['CONFIG_BOTH_NAMES'])
  })

  test('a handler that cannot be used marks the entry, so that its operations are not reported too', () => {
    const broken = { ...handler, module: '$import(./modules/none)' }
    const { tools, compilation } = compile({ documents: [{ file: 'config/a.oas.json', handler: broken }] })
    expect(tools.defaultsOf('config/a.oas.json')).toMatchObject({ handler: undefined, isBroken: true })
    expect(codesOf(compilation)).toEqual(['CONFIG_UNKNOWN_MODULE'])
  })
})
