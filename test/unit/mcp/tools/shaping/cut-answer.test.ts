import { describe, expect, test } from 'vitest'
import { cutAnswer, findLimits, startOf } from '../../../../../src/mcp/tools/shaping/cut-answer.ts'

const everything = Number.POSITIVE_INFINITY

describe('cutAnswer', () => {
  test('cuts lists and says which, with how many there are', () => {
    const value = { items: [1, 2, 3, 4], name: 'x' }
    expect(cutAnswer(value, { items: 3, characters: everything })).toEqual({
      value: { items: [1, 2, 3], name: 'x' },
      cuts: ['/items shows 3 of 4 items.'],
    })
  })

  test('says the same of many places once', () => {
    const value = { rows: [{ tags: [1, 2] }, { tags: [1, 2, 3] }] }
    expect(cutAnswer(value, { items: 2, characters: everything }).cuts).toEqual([
      '/rows/*/tags shows 2 of 3 items.',
    ])
    expect(
      cutAnswer(
        [
          [1, 2, 3],
          [1, 2],
        ],
        { items: 1, characters: everything },
      ).cuts,
    ).toEqual(['The list shows 1 of 2 items.', '/* shows 1 of 3 items.'])
  })

  test('cuts texts, never half a character', () => {
    const value = { text: `${'a'.repeat(9)}😀b` }
    expect(cutAnswer(value, { items: 9, characters: 10 })).toEqual({
      value: { text: `${'a'.repeat(9)}…` },
      cuts: ['/text shows 10 of 12 characters.'],
    })
    expect(startOf('a😀', 2)).toBe('a')
    expect(startOf('a😀', 3)).toBe('a😀')
  })

  test('names no more than five places', () => {
    const value = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`l${index}`, [1, 2]]))
    const { cuts } = cutAnswer(value, { items: 1, characters: everything })
    expect(cuts).toHaveLength(6)
    expect(cuts[5]).toBe('4 more lists and texts are cut.')
  })

  test('says nothing where nothing is cut', () => {
    expect(cutAnswer({ a: [1], b: null }, { items: 1, characters: 5 })).toEqual({
      value: { a: [1], b: null },
      cuts: [],
    })
  })
})

describe('findLimits', () => {
  const rows = Array.from({ length: 100 }, (_, index) => ({ id: index, text: 'x'.repeat(300) }))

  test('keeps as many items as there is room for', () => {
    const limits = findLimits(rows, 5000)
    expect(limits?.items).toBeGreaterThan(10)
    const size = (items: number) =>
      JSON.stringify(cutAnswer(rows, { items, characters: everything }).value).length
    expect(size(limits?.items ?? 0)).toBeLessThanOrEqual(5000)
    expect(size((limits?.items ?? 0) + 1)).toBeGreaterThan(5000)
  })

  test('cuts texts when one item is too much', () => {
    const limits = findLimits([{ a: 'x'.repeat(5000), b: 'y'.repeat(400) }], 1000)
    expect(limits?.items).toBe(1)
    expect(limits?.characters).toBeGreaterThanOrEqual(200)
    expect(limits?.characters).toBeLessThan(1000)
  })

  test('gives up where neither is enough', () => {
    const wide = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`key${index}`, index]))
    expect(findLimits(wide, 1000)).toBeUndefined()
  })
})
