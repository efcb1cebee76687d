import { describe, expect, test } from 'vitest'
import {
  mentionsEnvironment,
  refuseEnvironment,
  resolveEnvironment,
} from '../../../src/project/resolve-environment.ts'
import { codesOf, compilationOf } from '../../support/compilation-of.ts'

const place = { file: 'config/policies.json', path: [] }
const environment = { ISSUER: 'https://example.okta.com', PORT: '9000', EMPTY: '' }

function resolve(value: unknown, mayBeUnset?: (path: readonly (string | number)[]) => boolean) {
  const compilation = compilationOf(
    { 'config/policies.json': JSON.stringify(value, null, 2) },
    { environment },
  )
  const rules = mayBeUnset === undefined ? {} : { mayBeUnset }
  return { compilation, value: resolveEnvironment(value, place, compilation, rules) }
}

describe('resolveEnvironment', () => {
  test('replaces whole values and parts of values, at any depth', () => {
    const { value, compilation } = resolve({
      issuer: '$env(ISSUER)',
      urls: ['http://localhost:$env(PORT)/a', { port: '$env( PORT )$env(PORT)' }],
      empty: '$env(EMPTY)',
      plain: '${env.PORT}',
      n: 5,
    })
    expect(value).toEqual({
      issuer: 'https://example.okta.com',
      urls: ['http://localhost:9000/a', { port: '90009000' }],
      empty: '',
      plain: '${env.PORT}',
      n: 5,
    })
    expect(compilation.diagnostics).toEqual([])
  })

  test('what a variable holds is not resolved again', () => {
    const compilation = compilationOf({}, { environment: { A: '$env(B)$& $1', B: 'secret' } })
    expect(resolveEnvironment('a $env(A)', place, compilation)).toBe('a $env(B)$& $1')
  })

  test('an unset whole value is an error that names the variable and .env', () => {
    const { value, compilation } = resolve({ issuer: '$env(AUDIENCE)', other: 1 })
    expect(value).toEqual({ other: 1 })
    expect(compilation.diagnostics).toMatchObject([
      {
        severity: 'error',
        code: 'SALLYPORT_CONFIG_MISSING_VARIABLE',
        line: 2,
        message: 'The variable AUDIENCE is not set.',
      },
    ])
    expect(compilation.diagnostics[0]?.hint).toContain('AUDIENCE=... in .env')
  })

  test('a variable with a similar name is suggested, its value is not printed', () => {
    const { compilation } = resolve('$env(ISUER)')
    expect(compilation.diagnostics[0]?.hint).toContain('"$env(ISSUER)"')
    expect(JSON.stringify(compilation.diagnostics)).not.toContain('okta')
  })

  test('an unset part is a warning and leaves nothing', () => {
    const { value, compilation } = resolve('https://$env(HOST)/mcp')
    expect(value).toBe('https:///mcp')
    expect(codesOf(compilation)).toEqual(['warning CONFIG_MISSING_VARIABLE'])
  })

  test('where a key may be unset it is left out silently', () => {
    const { value, compilation } = resolve(
      { secret: '$env(SECRET)', id: 'a' },
      (path) => path.at(-1) === 'secret',
    )
    expect(value).toEqual({ id: 'a' })
    expect(compilation.diagnostics).toEqual([])
  })

  test('names of inherited properties are no variables', () => {
    expect(codesOf(resolve('$env(constructor)').compilation)).toEqual(['CONFIG_MISSING_VARIABLE'])
  })

  test.each(['$env()', '$env( )', '$env(ISSUER'])('%s is malformed', (text) => {
    expect(codesOf(resolve(text).compilation)).toEqual(['CONFIG_MALFORMED_VARIABLE'])
  })
})

test('a statement that is not expected gets the sentence of the project format, at its place', () => {
  const value = { a: 'x', b: ['$env(ISSUER)'], c: { d: 'https://$env(HOST)' } }
  const compilation = compilationOf({ 'config/policies.json': value }, { environment })
  refuseEnvironment(value, place, compilation, ([key]) => key === 'c')
  expect(compilation.diagnostics).toMatchObject([
    { severity: 'error', line: 4, message: 'An $env() statement is not expected at this location.' },
  ])
})

test('statements are recognised inside text, templates are not statements', () => {
  expect(mentionsEnvironment('a $env(B')).toBe(true)
  expect(mentionsEnvironment('${env.B}')).toBe(false)
})
