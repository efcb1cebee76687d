import { expect, test } from 'vitest'
import { compileUrlPathPattern, decodePathPart } from '../../../../src/foundation/http/url-path-pattern.ts'

function compile(path: string) {
  const compiled = compileUrlPathPattern(path)
  if (!compiled.ok) throw new Error(compiled.error)
  return compiled.value
}

test.each([
  ['/users/:id', '/users/7', { id: '7' }],
  ['/users/:id', '/users/a%20b', { id: 'a b' }],
  ['/users/:id', '/users/7/', undefined],
  ['/users/:id', '/users/', undefined],
  ['/sizes/:size(\\d+)', '/sizes/12', { size: '12' }],
  ['/sizes/:size(\\d+)', '/size/12', undefined],
  ['/sizes/:size(small|large)', '/sizes/huge', undefined],
  ['/files/:path*', '/files/a/b', { path: 'a/b' }],
  ['/files/:path*', '/files', {}],
  ['/files/*', '/files/a/b', { '0': 'a/b' }],
  ['/v(\\d+)/x', '/v2/x', { '0': '2' }],
  ['/shop{/}?', '/shop/', {}],
  ['/shop{/}?', '/shop', {}],
])('%s matches and captures %s', (pattern, path, params) => {
  expect(compile(pattern).match(path)).toEqual(params)
})

test.each(['/a/:id(\\d++)', '/a/(', '/:a/:a', '/a/?', '/a/(?:x)'])('%s is no pattern', (pattern) => {
  const compiled = compileUrlPathPattern(pattern)
  expect(compiled).toMatchObject({ ok: false, error: expect.stringMatching(/\S/) as string })
})

test.each([
  ['/a/:id', '/a/{id}'],
  ['/a/:id(\\d+)/b/:c', '/a/{id}/b/{c}'],
  ['/a', '/a'],
  ['/a/:path*', undefined],
  ['/a{/}?', undefined],
  ['/a/*', undefined],
  ['/a/(\\d+)', undefined],
])('%s is %s to a tool', (pattern, template) => {
  expect(compile(pattern).template).toBe(template)
})

test('an escape that is none stays as it is', () => {
  expect([decodePathPart('%zz'), decodePathPart('a%2Fb'), decodePathPart('a')]).toEqual(['%zz', 'a/b', 'a'])
})
