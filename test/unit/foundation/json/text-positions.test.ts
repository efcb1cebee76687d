import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTextPositions } from '../../../../src/foundation/json/text-positions.ts'

test('lines and columns count from 1', () => {
  const positions = createTextPositions('a.json', 'ab\n\ncd')
  expect(
    [0, 1, 2, 3, 4, 5, 6].map((offset) => positions.at(offset)).map(({ line, column }) => [line, column]),
  ).toEqual([
    [1, 1],
    [1, 2],
    [1, 3],
    [2, 1],
    [3, 1],
    [3, 2],
    [3, 3],
  ])
  expect(positions.at(0).file).toBe('a.json')
})

test('a position is found again by counting', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', '\n', '\r\n'), { maxLength: 40 }),
      fc.nat(40),
      (parts, wanted) => {
        const text = parts.join('')
        const offset = Math.min(wanted, text.length)
        const before = text.slice(0, offset).split('\n')
        const expected = { file: 'f', line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
        expect(createTextPositions('f', text).at(offset)).toEqual(expected)
      },
    ),
  )
})
