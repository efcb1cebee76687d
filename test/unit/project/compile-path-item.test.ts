import { describe, expect, test } from 'vitest'
import { compilePathItem } from '../../../src/project/compile-path-item.ts'
import { compilationOf } from '../../support/compilation-of.ts'

function compile(item: Record<string, unknown>, path = '/a') {
  const compilation = compilationOf({ 'a.json': item })
  return { compilation, ...compilePathItem(path, item, { file: 'a.json', path: [] }, compilation) }
}

test('operations come in document order, OpenAPI keys and foreign extensions are not judged', () => {
  const item = {
    parameters: [],
    post: {},
    summary: 'x',
    get: {},
    servers: [],
    description: 'y',
    'x-owner': 'me',
  }
  const { operations, compilation } = compile(item)
  expect(operations.map(({ method, place }) => [method, place.path])).toEqual([
    ['POST', ['post']],
    ['GET', ['get']],
  ])
  expect(compilation.diagnostics).toEqual([])
})

describe('keys', () => {
  test.each([
    ['POST', 'error', 'CONFIG_UNKNOWN_KEY', '"post"'],
    ['delet', 'error', 'CONFIG_UNKNOWN_KEY', '"delete"'],
    ['propfind', 'warning', 'CONFIG_UNKNOWN_METHOD', 'get, put'],
    ['policies', 'error', 'CONFIG_MISPLACED_KEY', 'x-zuplo-route of the operation'],
    ['handlers', 'error', 'CONFIG_MISPLACED_KEY', 'x-zuplo-route of the operation'],
    ['x-zuplo-route', 'error', 'CONFIG_MISPLACED_KEY', 'the operation'],
    ['x-zuplo-pat', 'error', 'CONFIG_UNKNOWN_KEY', '"x-zuplo-path"'],
    ['$ref', 'warning', 'CONFIG_NOT_SERVED', 'write the operations here'],
  ])('%s is a %s', (key, severity, code, hint) => {
    const { operations, compilation } = compile({ [key]: {} })
    expect(operations).toEqual([])
    expect(compilation.diagnostics).toMatchObject([
      { severity, code: `SALLYPORT_${code}`, line: 2, column: 3 },
    ])
    expect(compilation.diagnostics[0]?.hint).toContain(hint)
  })
})

describe('x-zuplo-path', () => {
  test('open-api is the mode that is served', () => {
    expect(compile({ 'x-zuplo-path': { pathMode: 'open-api' } }).compilation.diagnostics).toEqual([])
    expect(compile({ 'x-sallyport-path': {} }).compilation.diagnostics).toEqual([])
  })

  test.each([
    [{ pathMode: 'regex' }, 'SALLYPORT_CONFIG_INVALID_VALUE'],
    [{ pathmode: 'open-api' }, 'SALLYPORT_CONFIG_UNKNOWN_KEY'],
  ])('%j is refused', (value, code) => {
    expect(compile({ 'x-zuplo-path': value }).compilation.diagnostics).toMatchObject([
      { severity: 'error', code },
    ])
  })

  test.each(['x-zuplo-path', 'x-sallyport-path'])('%s: a URL pattern is compiled', (name) => {
    const { urlPattern, compilation } = compile({ [name]: { pathMode: 'url-pattern' } }, '/a/:id')
    expect(compilation.diagnostics).toEqual([])
    expect(urlPattern?.match('/a/7')).toEqual({ id: '7' })
  })

  test('a bad URL pattern is refused with the reason', () => {
    const { compilation } = compile({ 'x-zuplo-path': { pathMode: 'url-pattern' } }, String.raw`/a/:id(\d++)`)
    expect(compilation.diagnostics).toMatchObject([
      { severity: 'error', code: 'SALLYPORT_CONFIG_INVALID_PATH', file: 'a.json' },
    ])
    expect(compilation.diagnostics[0]?.message).toMatch(/is no URL pattern: .+/)
  })

  test('both names are one too many', () => {
    const { compilation } = compile({ 'x-zuplo-path': {}, 'x-sallyport-path': {} })
    expect(compilation.diagnostics).toMatchObject([{ code: 'SALLYPORT_CONFIG_BOTH_NAMES', line: 3 }])
  })
})

test('the methods of OpenAPI 3.2 are served; what is no method, or has a key of its own, is not', () => {
  const { operations, compilation } = compile({
    additionalOperations: { COPY: {}, get: {}, POST: {} },
    query: {},
  })
  expect(operations.map(({ method, place }) => [method, place.path])).toEqual([
    ['QUERY', ['query']],
    ['COPY', ['additionalOperations', 'COPY']],
  ])
  expect(compilation.diagnostics.map(({ severity, code }) => [severity, code])).toEqual([
    ['warning', 'SALLYPORT_CONFIG_UNKNOWN_METHOD'],
    ['warning', 'SALLYPORT_CONFIG_UNKNOWN_METHOD'],
  ])
})
