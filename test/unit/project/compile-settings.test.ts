import { describe, expect, test } from 'vitest'
import { compileSettings } from '../../../src/project/compile-settings.ts'
import { codesOf, compilationOf } from '../../support/compilation-of.ts'

const defaults = {
  allowDuplicateRoutes: false,
  compatibilityDate: undefined,
  trustedProxies: [],
  limits: {
    bodyBytes: 10_485_760,
    headerBytes: 32_768,
    urlBytes: 8192,
    requestMs: 30_000,
    upstreamMs: 30_000,
  },
}

test('a project without the file has the defaults', () => {
  const compilation = compilationOf()
  expect(compileSettings(compilation)).toEqual(defaults)
  expect(compilation.diagnostics).toEqual([])
})

test.each(['zuplo.jsonc', 'zuplo.json', 'sallyport.jsonc', 'sallyport.json'])('%s is read', (file) => {
  const settings = {
    version: 1,
    compatibilityDate: '2026-03-01',
    projectType: 'managed-edge',
    allowDuplicateRoutes: true,
    trustedProxies: ['10.0.0.0/8', '127.0.0.1', '::1', 'fd00::/8', '::ffff:10.0.0.1'],
    limits: { bodyBytes: 1000 },
  }
  const compilation = compilationOf({ [file]: settings })
  expect(compileSettings(compilation)).toEqual({
    allowDuplicateRoutes: true,
    compatibilityDate: '2026-03-01',
    trustedProxies: settings.trustedProxies,
    limits: { ...defaults.limits, bodyBytes: 1000 },
  })
  expect(compilation.diagnostics).toEqual([])
})

describe('refusals', () => {
  test.each([
    [{ version: 2 }, 'CONFIG_INVALID_VALUE'],
    [{ compatibilityDate: 'March' }, 'CONFIG_INVALID_VALUE'],
    [{ trustedProxies: ['my-proxy'] }, 'CONFIG_INVALID_VALUE'],
    [{ trustedProxies: ['10.0.0.0/33'] }, 'CONFIG_INVALID_VALUE'],
    [{ limits: { bodyBytes: -1 } }, 'CONFIG_INVALID_VALUE'],
    [{ limits: { requestMs: 0 } }, 'CONFIG_INVALID_VALUE'],
    [{ limits: { urlBytes: 1 } }, 'CONFIG_INVALID_VALUE'],
    [{ limits: { bodybytes: 1 } }, 'CONFIG_UNKNOWN_KEY'],
    [{ allowduplicateroutes: true }, 'CONFIG_UNKNOWN_KEY'],
    [{ compatibilityDate: '$env(DATE)' }, 'CONFIG_MISPLACED_VARIABLE'],
  ])('%j', (settings, code) => {
    const compilation = compilationOf({ 'sallyport.jsonc': settings })
    expect(compileSettings(compilation)).toEqual(defaults)
    expect(codesOf(compilation)).toContain(code)
  })

  test('what has no effect here is said', () => {
    const compilation = compilationOf({ 'zuplo.jsonc': { allowHostHeaderOverride: true, leftover: 1 } })
    compileSettings(compilation)
    expect(codesOf(compilation).sort()).toEqual(['warning CONFIG_NOT_SERVED', 'warning CONFIG_UNKNOWN_KEY'])
  })
})

describe('two files', () => {
  test('of the two names', () => {
    const compilation = compilationOf({ 'zuplo.jsonc': {}, 'sallyport.json': {} })
    compileSettings(compilation)
    expect(compilation.diagnostics).toMatchObject([
      { code: 'SALLYPORT_CONFIG_BOTH_NAMES', file: 'sallyport.json' },
    ])
  })

  test('of one name in two spellings', () => {
    const compilation = compilationOf({ 'sallyport.jsonc': {}, 'sallyport.json': {} })
    compileSettings(compilation)
    expect(compilation.diagnostics).toMatchObject([
      { code: 'SALLYPORT_CONFIG_BOTH_NAMES', file: 'sallyport.json' },
    ])
  })
})
