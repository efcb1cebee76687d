import { describe, expect, test } from 'vitest'
import { checkShape } from '../../../src/foundation/json/shape.ts'
import { compileCodeReference, handlerShape } from '../../../src/project/compile-code-reference.ts'
import type { CodeReferenceRules, HandlerEntry } from '../../../src/project/compile-code-reference.ts'
import { codesOf, compilationOf } from '../../support/compilation-of.ts'

const place = { file: 'a.json', path: [] }

function compile(entry: HandlerEntry, rules?: CodeReferenceRules) {
  const project = {
    modulePaths: ['modules/hello.ts', 'modules/key.ts'],
    environment: { BASE: 'https://example.com' },
  }
  const compilation = compilationOf({ 'a.json': entry }, project)
  return { compilation, reference: compileCodeReference(entry, place, compilation, rules) }
}

describe('compileCodeReference', () => {
  test('names code of the gateway, options resolved', () => {
    const options = { url: '$env(BASE)/a', list: [{ n: 1 }] }
    const { reference, compilation } = compile({ export: 'x', module: '$import(@zuplo/runtime)', options })
    expect(reference).toEqual({
      module: 'gateway',
      export: 'x',
      options: { url: 'https://example.com/a', list: [{ n: 1 }] },
    })
    expect([...compilation.modules]).toEqual([])
  })

  test('notes the modules it refers to, those in options included', () => {
    const options = { identifier: { export: 'key', module: '$import(./modules/key)' } }
    const { reference, compilation } = compile({
      export: 'default',
      module: '$import(./modules/hello)',
      options,
    })
    expect(reference?.options).toEqual({ identifier: { export: 'key', module: './modules/key' } })
    expect([...compilation.modules]).toEqual(['./modules/hello', './modules/key'])
  })

  test('a JSON file that options import is its value, and one that is not there is told', () => {
    const entry = {
      export: 'x',
      module: '$import(sallyport)',
      options: { validator: '$import(./schemas/book.json)', other: '$import(./schemas/boook.json)' },
    }
    const compilation = compilationOf({ 'a.json': entry, 'schemas/book.json': { pattern: '$env(A)' } })
    const reference = compileCodeReference(entry, place, compilation)
    expect(reference?.options).toEqual({ validator: { pattern: '$env(A)' } })
    expect([...compilation.modules]).toEqual([])
    expect(compilation.diagnostics).toMatchObject([
      { code: 'SALLYPORT_CONFIG_UNKNOWN_FILE', message: 'There is no file "schemas/boook.json".' },
    ])
  })

  test('has empty options when none are written', () => {
    expect(compile({ export: 'x', module: '$import(sallyport)' }).reference?.options).toEqual({})
  })

  test('an unknown module is reported at the module', () => {
    const { reference, compilation } = compile({ export: 'x', module: '$import(./modules/helo)' })
    expect(reference).toBeUndefined()
    expect(compilation.diagnostics).toMatchObject([{ code: 'SALLYPORT_CONFIG_UNKNOWN_MODULE', line: 3 }])
  })

  test('templates stay as written, and $env() in them is a warning that shows the right form', () => {
    const options = {
      baseUrl: '$env(BASE)',
      rewritePattern: '${env.BASE}/x',
      other: { baseUrl: '$env(BASE)' },
    }
    const entry = { export: 'x', module: '$import(sallyport)', options }
    const { reference, compilation } = compile(entry, { templates: ['baseUrl', 'rewritePattern'] })
    expect(reference?.options).toEqual({ ...options, other: { baseUrl: 'https://example.com' } })
    expect(codesOf(compilation)).toEqual(['warning CONFIG_UNREPLACED_VARIABLE'])
    expect(compilation.diagnostics[0]?.hint).toContain('"${env.BASE}"')
  })
})

describe('handlerShape', () => {
  test.each([
    [{ module: 'a' }, ['export']],
    [{ export: 'a' }, ['module']],
    [{ export: '', module: 'a' }, ['export']],
    [{ export: 'a', module: 'a', options: [] }, ['options']],
    [{ export: 'a', module: 'a', option: {} }, ['option']],
  ])('%j is refused at %j', (value, path) => {
    expect(checkShape(handlerShape, value).problems).toMatchObject([{ severity: 'error', path }])
  })
})
