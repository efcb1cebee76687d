import { expect, test } from 'vitest'
import { checkShape } from '../../../../../src/foundation/json/shape.ts'
import { compileShape, pathsOf } from '../../../../../src/mcp/tools/shaping/compile-shape.ts'
import { responseSettings } from '../../../../../src/mcp/tools/shaping/response-settings.ts'

function shapeOf(settings: unknown) {
  const { value, problems } = checkShape(responseSettings, settings)
  expect(problems).toEqual([])
  return compileShape(value)
}

const answer = {
  total: 2,
  items: [
    { id: 1, full_name: 'a/x', owner: { login: 'a', url: 'u1' }, _links: { self: 's' } },
    { id: 2, full_name: 'b/y', owner: null, _links: {} },
  ],
}

function reshape(settings: unknown): unknown {
  return shapeOf(settings)?.reshape?.(structuredClone(answer))
}

test('settings that say nothing shape nothing', () => {
  expect(compileShape(undefined)).toBeUndefined()
  expect(shapeOf({})).toBeUndefined()
})

test('fields are picked through lists, whole or inside', () => {
  expect(reshape({ pick: ['items.id', 'items.owner.login'] })).toEqual({
    items: [{ id: 1, owner: { login: 'a' } }, { id: 2 }],
  })
  expect(reshape({ pick: ['items.owner'] })).toEqual({
    items: [{ owner: { login: 'a', url: 'u1' } }, { owner: null }],
  })
})

test('fields are left out at any depth', () => {
  expect(reshape({ omit: ['**._links', '**.url', 'total'] })).toEqual({
    items: [
      { id: 1, full_name: 'a/x', owner: { login: 'a' } },
      { id: 2, full_name: 'b/y', owner: null },
    ],
  })
})

test('fields are renamed where they stand', () => {
  expect(
    reshape({ rename: { 'items.full_name': 'name', total: 'count' }, pick: ['total', 'items.full_name'] }),
  ).toEqual({ count: 2, items: [{ name: 'a/x' }, { name: 'b/y' }] })
})

test('a JMESPath comes first, so that the others speak of its result', () => {
  expect(reshape({ select: 'items[?owner]', pick: ['id'] })).toEqual([{ id: 1 }])
  expect(reshape({ select: 'nothing' })).toBeNull()
})

test('what was cut is kept where anything may be cut', () => {
  expect(shapeOf({ maxItems: 1 })).toMatchObject({ reshape: undefined, maxItems: 1, keepsOverflow: true })
  expect(shapeOf({ maxTokens: 500, overflow: 'cut' })).toMatchObject({ maxTokens: 500, keepsOverflow: false })
  expect(shapeOf({ pick: ['id'] })?.keepsOverflow).toBe(false)
})

test('the answer itself is not changed', () => {
  const given = structuredClone(answer)
  shapeOf({ omit: ['**.id'] })?.reshape?.(given)
  expect(given).toEqual(answer)
})

test('paths that cannot be read are left out, for they were reported before', () => {
  expect(pathsOf(['', 'a']).step(pathsOf(['', 'a']).start, 'a').match).toBe(0)
})
