import { expect, test } from 'vitest'
import { FieldPaths, nameState, parseFieldPath } from '../../../../../src/mcp/tools/shaping/field-paths.ts'

function matches(paths: readonly string[], keys: string): boolean {
  const parsed = paths.map((path) => {
    const result = parseFieldPath(path)
    if (!result.ok) throw new Error(result.error)
    return result.value
  })
  const walked = new FieldPaths(parsed)
  let state = walked.start
  let found = false
  for (const key of keys.split('.')) {
    const { match, next } = walked.step(state, key)
    found = match !== undefined
    state = next
  }
  return found
}

test.each([
  [['id'], 'id', true],
  [['id'], 'ids', false],
  [['owner.login'], 'owner.login', true],
  [['owner.login'], 'owner', false],
  [['owner.*'], 'owner.id', true],
  [['*_url'], 'html_url', true],
  [['*_url'], 'url', false],
  [['a*c'], 'a.c', false],
  [['**._links'], '_links', true],
  [['**._links'], 'a.b._links', true],
  [['a.**.z'], 'a.z', true],
  [['a.**.z'], 'a.b.c.z', true],
  [['a.**.z'], 'b.z', false],
  [['x', 'y.z'], 'y.z', true],
  [['a(b)'], 'a(b)', true],
  [['a(*'], 'a(b)', true],
])('%j and %s', (paths, keys, found) => {
  expect(matches(paths, keys)).toBe(found)
})

test('states that mean the same have one name', () => {
  const path = parseFieldPath('**.a.**.b')
  if (!path.ok) throw new Error(path.error)
  const paths = new FieldPaths([path.value])
  const once = paths.step(paths.start, 'a').next
  const twice = paths.step(once, 'a').next
  expect(nameState(twice)).toBe(nameState(once))
  expect(nameState(paths.start)).not.toBe(nameState(once))
})

test.each(['', 'a..b', '.a', '**', 'a.**'])('%j is no path', (text) => {
  expect(parseFieldPath(text).ok).toBe(false)
})
