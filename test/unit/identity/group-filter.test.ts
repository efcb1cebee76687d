import { expect, test } from 'vitest'
import { compileGroupPattern, writtenGroupFilters } from '../../../src/identity/group-filter.ts'

test('only the keys that are written count', () => {
  expect(writtenGroupFilters(undefined)).toEqual([])
  expect(writtenGroupFilters({ equals: undefined, startsWith: 'mcp-' })).toEqual([['startsWith', 'mcp-']])
  expect(writtenGroupFilters({ regex: '.*', contains: 'a' })).toHaveLength(2)
})

test('an expression fits the whole name, and is one by itself', () => {
  const pattern = compileGroupPattern('mcp|okta')
  expect(['mcp', 'okta', 'mcp-1'].map((name) => pattern?.test(name))).toEqual([true, true, false])
  for (const text of ['(', 'a)(b', '[', String.raw`\p{Nothing}`])
    expect(compileGroupPattern(text)).toBeUndefined()
})
