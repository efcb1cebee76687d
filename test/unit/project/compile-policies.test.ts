import { describe, expect, test } from 'vitest'
import { compilePolicies, compilePoliciesFile } from '../../../src/project/compile-policies.ts'
import type { TestProject } from '../../support/compilation-of.ts'
import { codesOf, compilationOf } from '../../support/compilation-of.ts'

const audit = {
  name: 'audit',
  policyType: 'custom-code-inbound',
  handler: { export: 'default', module: '$import(./modules/audit)' },
}
const place = { file: 'config/policies.json', path: ['policies', 0] }

function compile(file: unknown, project: TestProject = {}) {
  const compilation = compilationOf(
    { 'config/policies.json': file, 'config/routes.oas.json': {} },
    { modulePaths: ['modules/audit.ts'], ...project },
  )
  return { compilation, registry: compilePolicies(compilePoliciesFile(compilation), compilation) }
}

describe('policies.json', () => {
  test('a project without it has no policies', () => {
    const compilation = compilationOf()
    expect(compilePoliciesFile(compilation)).toEqual({ policies: [], corsPolicies: [] })
    expect(compilation.diagnostics).toEqual([])
  })

  test('a broken file says nothing about names', () => {
    expect(compile('{').registry.complete).toBe(false)
    expect(compile({}).registry.complete).toBe(true)
  })

  test('a misspelled list is an error', () => {
    const { compilation } = compile({ polices: [] })
    expect(compilation.diagnostics).toMatchObject([
      { code: 'SALLYPORT_CONFIG_UNKNOWN_KEY', line: 2, column: 3 },
    ])
  })

  test('variables stand in options and CORS policies only', () => {
    const legal = {
      policies: [{ ...audit, handler: { ...audit.handler, options: { a: [{ b: '$env(X)' }] } } }],
      corsPolicies: [{ name: 'a', allowedOrigins: ['$env(X)'], allowedMethods: '$env(X)' }],
    }
    expect(codesOf(compile(legal, { environment: { X: 'x' } }).compilation)).toEqual([])
    const illegal = {
      policies: [
        { ...audit, name: '$env(X)', handler: { export: '$env(X)', module: '$import(./modules/audit)' } },
      ],
      corsPolicies: [{ name: '$env(X)', allowedOrigins: '*' }],
    }
    expect(codesOf(compile(illegal, { environment: { X: 'x' } }).compilation)).toEqual(
      Array.from({ length: 3 }, () => 'CONFIG_MISPLACED_VARIABLE'),
    )
  })
})

describe('declarations', () => {
  test('are found by name and know their place', () => {
    const { registry } = compile({
      policies: [{ ...audit, handler: { ...audit.handler, options: { a: 1 } } }],
    })
    expect(registry.declarations.get('audit')).toEqual({
      name: 'audit',
      policyType: 'custom-code-inbound',
      handler: { module: './modules/audit', export: 'default', options: { a: 1 } },
      place,
    })
  })

  test('policyType is a label and may be left out', () => {
    const { registry, compilation } = compile({ policies: [{ name: 'audit', handler: audit.handler }] })
    expect(registry.declarations.get('audit')?.policyType).toBe('')
    expect(compilation.diagnostics).toEqual([])
  })

  test('a name stands once', () => {
    const { compilation } = compile({ policies: [audit, audit] })
    expect(compilation.diagnostics).toMatchObject([{ code: 'SALLYPORT_CONFIG_DUPLICATE_POLICY', line: 12 }])
  })

  test('a broken declaration keeps its name, so that routes are not blamed for it', () => {
    const { registry, compilation } = compile({ policies: [{ name: 'audit', handler: { export: 'x' } }] })
    expect(codesOf(compilation)).toEqual(['CONFIG_INVALID_VALUE'])
    expect(registry.declarations.size).toBe(0)
    expect([...registry.names]).toEqual(['audit'])
  })
})

describe('policies declared in place', () => {
  const inlinePlace = { file: 'config/routes.oas.json', path: ['x'] }

  test('are added once, however often they are repeated', () => {
    const { registry, compilation } = compile({})
    expect(registry.addInline(audit, inlinePlace)).toBe('audit')
    expect(registry.addInline({ ...audit }, inlinePlace)).toBe('audit')
    expect(registry.declarations.get('audit')?.place).toEqual(inlinePlace)
    expect(compilation.diagnostics).toEqual([])
  })

  test('may not take the name of another policy', () => {
    const { registry, compilation } = compile({ policies: [audit] })
    registry.addInline(audit, inlinePlace)
    expect(codesOf(compilation)).toEqual(['CONFIG_DUPLICATE_POLICY'])
  })

  test('are judged like any other', () => {
    const { registry, compilation } = compile({})
    expect(registry.addInline({ name: 'a', handlr: {} }, inlinePlace)).toBeUndefined()
    expect(codesOf(compilation)).toContain('CONFIG_UNKNOWN_KEY')
  })
})
