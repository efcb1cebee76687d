import { describe, expect, it } from 'vitest'
import { formatTable } from '../../../src/cli/format-table.ts'

describe('formatTable', () => {
  it('makes columns as wide as their widest cell, without spaces at the end', () => {
    expect(
      formatTable(
        ['A', 'LONGER', 'C'],
        [
          ['wide cell', 'x', 'y'],
          ['1', '2', ''],
        ],
      ),
    ).toBe('A          LONGER  C\nwide cell  x       y\n1          2')
  })

  it('is the head alone without rows', () => {
    expect(formatTable(['A', 'B'], [])).toBe('A  B')
  })
})
