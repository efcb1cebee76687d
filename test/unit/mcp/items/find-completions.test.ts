import { expect, test } from 'vitest'
import { findCompletions } from '../../../../src/mcp/items/find-completions.ts'

test('values that begin with what was typed come first, then those that contain it', () => {
  const values = ['Austen', 'Paustovsky', 'Auster', 'Woolf']
  expect(findCompletions(values, 'aus')).toEqual(['Austen', 'Auster', 'Paustovsky'])
  expect(findCompletions(values, '')).toEqual(values)
  expect(findCompletions(values, 'x')).toEqual([])
})
