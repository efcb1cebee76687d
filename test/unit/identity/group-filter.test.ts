import { expect, test } from 'vitest'
import { writtenGroupFilters } from '../../../src/identity/group-filter.ts'

test('only the keys that are written count', () => {
  expect(writtenGroupFilters(undefined)).toEqual([])
  expect(writtenGroupFilters({ equals: undefined, startsWith: 'mcp-' })).toEqual([['startsWith', 'mcp-']])
  expect(writtenGroupFilters({ regex: '.*', contains: 'a' })).toHaveLength(2)
})
