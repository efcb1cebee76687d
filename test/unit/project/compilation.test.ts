import { expect, test } from 'vitest'
import { codesOf, compilationOf } from '../../support/compilation-of.ts'

test('a problem gets the position of its place, or of its key', () => {
  const compilation = compilationOf({ 'a.json': '{\n  "b": { "c": 1 }\n}' })
  const place = { file: 'a.json', path: ['b', 'c'] }
  compilation.report(place, { code: 'SALLYPORT_X_Y', message: 'Wrong.' })
  compilation.report(place, {
    severity: 'warning',
    code: 'SALLYPORT_X_Z',
    atKey: true,
    message: 'Odd.',
    hint: 'Mend it.',
  })
  expect(compilation.diagnostics).toEqual([
    { severity: 'error', code: 'SALLYPORT_X_Y', file: 'a.json', line: 2, column: 15, message: 'Wrong.' },
    {
      severity: 'warning',
      code: 'SALLYPORT_X_Z',
      file: 'a.json',
      line: 2,
      column: 10,
      message: 'Odd.',
      hint: 'Mend it.',
    },
  ])
})

test('a place in a file that cannot be read is its beginning', () => {
  expect(compilationOf().locate({ file: 'gone.json', path: ['a'] })).toEqual({
    file: 'gone.json',
    line: 1,
    column: 1,
  })
})

test('a broken file is reported once, however often it is asked for', () => {
  const compilation = compilationOf({ 'a.json': '{' })
  expect(compilation.document('a.json')).toBeUndefined()
  expect(compilation.document('a.json')).toBeUndefined()
  expect(codesOf(compilation)).toEqual(['CONFIG_SYNTAX'])
})

test('shape problems are placed below the checked value', () => {
  const compilation = compilationOf({ 'a.json': '{ "b": { "c": 1 } }' })
  const problem = { severity: 'error', code: 'SALLYPORT_X_Y', path: ['c'], message: 'Wrong.' } as const
  compilation.reportShape({ file: 'a.json', path: ['b'] }, [problem])
  expect(compilation.diagnostics).toMatchObject([{ line: 1, column: 15 }])
})

test('both names of a pair are a diagnostic that names the other place', () => {
  const compilation = compilationOf({ 'a.json': '{ "x-zuplo-route": 1,\n  "x-sallyport-route": 2 }' })
  compilation.pairs.use('routeExtension', 'x-zuplo-route', { file: 'a.json', path: ['x-zuplo-route'] })
  compilation.pairs.use('routeExtension', 'x-sallyport-route', {
    file: 'a.json',
    path: ['x-sallyport-route'],
  })
  expect(compilation.diagnostics).toMatchObject([{ code: 'SALLYPORT_CONFIG_BOTH_NAMES', line: 2, column: 3 }])
  expect(compilation.diagnostics[0]?.hint).toContain('a.json:1:3')
})
