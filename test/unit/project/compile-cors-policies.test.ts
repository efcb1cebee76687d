import { describe, expect, test } from 'vitest'
import { compileCorsPolicies, resolveCorsPolicy } from '../../../src/project/compile-cors-policies.ts'
import { codesOf, compilationOf } from '../../support/compilation-of.ts'

const environment = { ORIGINS: 'https://a.example.com, https://b.example.com', AGE: '60', YES: 'true' }
const place = { file: 'config/routes.oas.json', path: [] }

function compile(...corsPolicies: unknown[]) {
  const file = { policies: [], corsPolicies }
  const compilation = compilationOf({ 'config/policies.json': file }, { environment })
  return { compilation, ...compileCorsPolicies(file, compilation) }
}

describe('compileCorsPolicies', () => {
  test('lists are arrays or texts with commas', () => {
    const { declarations, compilation } = compile({
      name: 'apps',
      allowedOrigins: ['https://a.example.com', 'https://*.b.example.com:8443'],
      allowedMethods: 'GET, POST,',
      allowedHeaders: ['x-a, x-b', 'x-c'],
      maxAge: 600,
    })
    expect(compilation.diagnostics).toEqual([])
    expect(declarations).toEqual([
      {
        name: 'apps',
        allowedOrigins: ['https://a.example.com', 'https://*.b.example.com:8443'],
        allowedMethods: ['GET', 'POST'],
        allowedHeaders: ['x-a', 'x-b', 'x-c'],
        exposeHeaders: undefined,
        maxAge: 600,
        allowCredentials: false,
        place: { file: 'config/policies.json', path: ['corsPolicies', 0] },
      },
    ])
  })

  test('every property may come from a variable', () => {
    const { declarations } = compile({
      name: 'apps',
      allowedOrigins: '$env(ORIGINS)',
      maxAge: '$env(AGE)',
      allowCredentials: '$env(YES)',
    })
    expect(declarations).toMatchObject([
      {
        allowedOrigins: ['https://a.example.com', 'https://b.example.com'],
        maxAge: 60,
        allowCredentials: true,
      },
    ])
  })

  test('an unset variable is reported once, not also as a missing key', () => {
    expect(codesOf(compile({ name: 'apps', allowedOrigins: '$env(NOWHERE)' }).compilation)).toEqual([
      'CONFIG_MISSING_VARIABLE',
    ])
  })

  test('an origin with a slash at its end would never match; it is read without, with a warning', () => {
    const { declarations, compilation } = compile({ name: 'apps', allowedOrigins: 'https://a.example.com/' })
    expect(declarations[0]?.allowedOrigins).toEqual(['https://a.example.com'])
    expect(codesOf(compilation)).toEqual(['warning CONFIG_INVALID_VALUE'])
  })

  test.each([
    [{ name: 'a' }, 'CONFIG_INVALID_VALUE'],
    [{ name: 'a', allowedOrigins: 5 }, 'CONFIG_INVALID_VALUE'],
    [{ name: 'a', allowedOrigins: '*', maxAge: 'soon' }, 'CONFIG_INVALID_VALUE'],
    [{ name: 'a', allowedOrigins: '*', allowCredentials: 'perhaps' }, 'CONFIG_INVALID_VALUE'],
    [{ name: 'a', allowedOrigins: '*', allowedMethod: 'GET' }, 'CONFIG_UNKNOWN_KEY'],
    [{ name: 'none', allowedOrigins: '*' }, 'CONFIG_DUPLICATE_POLICY'],
  ])('%j is refused', (value, code) => {
    expect(codesOf(compile(value).compilation)).toEqual([code])
  })

  test('a broken declaration keeps its name, so that routes are not blamed for it', () => {
    const { declarations, names } = compile({ name: 'apps', allowedOrigins: 5 })
    expect({ declarations, names }).toEqual({ declarations: [], names: ['apps'] })
  })

  test('a name stands once', () => {
    const policy = { name: 'a', allowedOrigins: '*' }
    expect(codesOf(compile(policy, policy).compilation)).toEqual(['CONFIG_DUPLICATE_POLICY'])
  })
})

describe('resolveCorsPolicy', () => {
  test.each([
    ['none', 'none'],
    ['None', 'none'],
    ['Anything-Goes', 'anything-goes'],
    ['Apps', 'Apps'],
  ])('%s is %s', (name, resolved) => {
    const compilation = compilationOf()
    expect(resolveCorsPolicy(name, ['Apps'], place, compilation)).toBe(resolved)
    expect(compilation.diagnostics).toEqual([])
  })

  test('an unknown name is an error and lets no origin in', () => {
    const compilation = compilationOf()
    expect(resolveCorsPolicy('anything-go', ['apps'], place, compilation)).toBe('none')
    expect(compilation.diagnostics).toMatchObject([
      { code: 'SALLYPORT_CONFIG_UNKNOWN_CORS_POLICY', hint: 'Did you mean "anything-goes"?' },
    ])
  })

  test('a variable was reported elsewhere and is not an unknown name too', () => {
    const compilation = compilationOf()
    expect(resolveCorsPolicy('$env(CORS)', [], place, compilation)).toBe('none')
    expect(compilation.diagnostics).toEqual([])
  })
})
