import { expect, test } from 'vitest'
import { compileGlobs, isGlob } from '../../../src/foundation/glob.ts'

test.each([
  ['name', 'repos*', 'repos/list-for-org', true],
  ['name', '*', 'a/b/c', true],
  ['name', '!admin*', 'repos/list', true],
  ['name', '!admin*', 'admin/delete', false],
  ['name', 'GET_a(b)', 'GET_a(b)', true],
  ['path', '/repos/*', '/repos/{owner}', true],
  ['path', '/repos/*', '/repos/{owner}/{repo}', false],
  ['path', '/repos/**', '/repos/{owner}/{repo}', true],
  ['path', '/repos/{owner}/**', '/repos/{owner}/{repo}', true],
  ['file', './config/*.oas.json', 'config/a.oas.json', true],
  ['file', 'config/a.oas.json', './config/a.oas.json', true],
  ['file', 'config/b.oas.json', './config/a.oas.json', false],
] as const)('%s: %s and %s', (kind, glob, text, matches) => {
  expect(compileGlobs([glob], kind)(text)).toBe(matches)
})

test('one glob of several is enough', () => {
  const matches = compileGlobs(['list*', 'get*'], 'name')
  expect(['listBooks', 'getBook', 'addBook'].filter((text) => matches(text))).toEqual([
    'listBooks',
    'getBook',
  ])
})

test('what may stand for others is a glob', () => {
  expect(['list*', '!list', 'list?', '{a,b}'].filter(isGlob)).toEqual(['list*', '!list', 'list?', '{a,b}'])
  expect(['listBooks', 'repos/list', '/a/{id}'].filter(isGlob)).toEqual([])
})
