import { describe, expect, test } from 'vitest'
import { looksLikeImport, moduleFile, resolveImport } from '../../../src/project/resolve-imports.ts'

const modulePaths = [
  'modules/hello.ts',
  'modules/policies/audit.js',
  'modules/tools/index.ts',
  'modules/data.json',
]

describe('resolveImport', () => {
  test.each(['@zuplo/runtime', 'sallyport', '@zuplo/graphql', '@zuplo/runtime/mcp-gateway'])(
    '%s is the gateway itself',
    (specifier) => {
      expect(resolveImport(`$import(${specifier})`, modulePaths)).toEqual({ ok: true, value: 'gateway' })
    },
  )

  test.each([
    './modules/hello',
    './modules/hello.ts',
    './modules/policies/audit',
    './modules/tools',
    './modules/data.json',
  ])('%s is code of the project', (specifier) => {
    expect(resolveImport(` $import( ${specifier} ) `, modulePaths)).toEqual({ ok: true, value: specifier })
  })

  test.each([
    ['$import(./modules/helo)', '$import(./modules/hello)'],
    ['$import(./module/hello)', '$import(./modules/hello)'],
    ['$import(./modules/policies/audti.js)', '$import(./modules/policies/audit)'],
    ['$import(@zuplo/runtme)', '$import(@zuplo/runtime)'],
  ])('%s is unknown; %s is near', (text, near) => {
    const outcome = resolveImport(text, modulePaths)
    expect(outcome).toMatchObject({ ok: false, error: { code: 'SALLYPORT_CONFIG_UNKNOWN_MODULE' } })
    expect(outcome).toMatchObject({ error: { hint: `Did you mean "${near}"?` } })
  })

  test('a document that is imported is told where its place is', () => {
    expect(resolveImport('$import(./calculator-api.json)', modulePaths)).toMatchObject({
      ok: false,
      error: { hint: expect.stringContaining('config/<name>.oas.json') as string },
    })
  })

  test('nothing outside modules/ is imported', () => {
    for (const specifier of [
      './config/policies.json',
      '../modules/hello',
      './modules/../../secret',
      'modules/hello',
    ]) {
      expect(resolveImport(`$import(${specifier})`, modulePaths).ok, specifier).toBe(false)
    }
  })

  test.each([
    '$import()',
    '$import(./modules/hello',
    '$import ./modules/hello',
    '$imports(sallyport)',
    'hello',
    '',
  ])('%j names no module', (text) => {
    const outcome = resolveImport(text, modulePaths)
    expect(outcome).toMatchObject({ ok: false, error: { code: 'SALLYPORT_CONFIG_MALFORMED_IMPORT' } })
  })

  test('a bare specifier gets its statement as hint', () => {
    const outcome = resolveImport('./modules/hello', modulePaths)
    expect(outcome).toMatchObject({ error: { hint: 'Write "$import(./modules/hello)".' } })
  })
})

test('a specifier is found by the endings a bundler tries, in their order', () => {
  expect(moduleFile('./modules/tools', ['modules/tools/index.js', 'modules/tools.ts'])).toBe(
    'modules/tools.ts',
  )
  expect(moduleFile('./modules/zuplo.runtime', ['modules/zuplo.runtime.ts'])).toBe('modules/zuplo.runtime.ts')
  expect(moduleFile('./modules/none', modulePaths)).toBeUndefined()
})

test('a text that tries to be an import is told from other text', () => {
  expect(looksLikeImport('$import(x)')).toBe(true)
  expect(looksLikeImport(' $import x')).toBe(true)
  expect(looksLikeImport('see $import(x)')).toBe(false)
})
