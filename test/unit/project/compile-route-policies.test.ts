import { expect, test } from 'vitest'
import { compilePolicies, compilePoliciesFile } from '../../../src/project/compile-policies.ts'
import { compileRoutePolicies } from '../../../src/project/compile-route-policies.ts'
import { codesOf, compilationOf } from '../../support/compilation-of.ts'

const handler = { export: 'x', module: '$import(@zuplo/runtime)' }
const place = { file: 'a.json', path: [] }

function compile(
  steps: unknown[],
  file: unknown = { policies: [{ name: 'mcp-okta-oauth-inbound', handler }] },
) {
  const compilation = compilationOf({ 'a.json': steps, 'config/policies.json': file })
  const policies = compilePolicies(compilePoliciesFile(compilation), compilation)
  return { compilation, policies, names: compileRoutePolicies(steps, place, policies, compilation) }
}

test('names stay in order, policies declared in place become names', () => {
  const { names, policies, compilation } = compile([{ name: 'inline', handler }, 'mcp-okta-oauth-inbound'])
  expect(names).toEqual(['inline', 'mcp-okta-oauth-inbound'])
  expect(policies.declarations.get('inline')?.place).toEqual({ file: 'a.json', path: [0] })
  expect(compilation.diagnostics).toEqual([])
})

test('an unknown name is an error at its place in the list, with the nearest name', () => {
  const { compilation } = compile(['mcp-okta-oauth-inbound', 'mcp-oauth-inbound'])
  expect(compilation.diagnostics).toMatchObject([
    {
      severity: 'error',
      code: 'SALLYPORT_CONFIG_UNKNOWN_POLICY',
      line: 3,
      column: 3,
      hint: 'Did you mean "mcp-okta-oauth-inbound"?',
    },
  ])
})

test('what is declared is listed when nothing is near', () => {
  expect(compile(['zebra']).compilation.diagnostics[0]?.hint).toContain('mcp-okta-oauth-inbound')
  expect(compile(['zebra'], {}).compilation.diagnostics[0]?.hint).toContain('declares none so far')
})

test('names are not judged while policies.json is broken', () => {
  expect(codesOf(compile(['zebra'], '{').compilation)).toEqual(['CONFIG_SYNTAX'])
})

test('a step that is neither a name nor a policy is an error', () => {
  expect(codesOf(compile([5]).compilation)).toEqual(['CONFIG_INVALID_VALUE'])
})
