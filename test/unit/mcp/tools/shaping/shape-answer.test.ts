import { estimateTokenCount } from 'tokenx'
import { expect, test } from 'vitest'
import type { ResponseShape } from '../../../../../src/mcp/tools/shaping/response-shape.ts'
import { shapeAnswer } from '../../../../../src/mcp/tools/shaping/shape-answer.ts'

function shape(changes: Partial<ResponseShape>): ResponseShape {
  return { reshape: undefined, maxItems: undefined, maxTokens: undefined, keepsOverflow: true, ...changes }
}

function shaped(text: string, changes: Partial<ResponseShape>) {
  const result = shapeAnswer(text, shape(changes))
  if (!result.ok) throw new Error(result.error)
  return result.value
}

const rows = JSON.stringify({
  rows: Array.from({ length: 500 }, (_, id) => ({ id, name: `Row number ${id}` })),
})

test('an answer within its limits stays as it was sent, to the letter', () => {
  const text = '{ "a": 1.0 }'
  expect(shaped(text, { maxItems: 3, maxTokens: 100 })).toEqual({
    text,
    value: { a: 1 },
    cuts: [],
    whole: text,
  })
})

test('a budget is kept: lists are cut, what is shown is JSON, and the whole is at hand', () => {
  const { text, value, cuts, whole } = shaped(rows, { maxTokens: 1000 })
  expect(estimateTokenCount(text)).toBeLessThan(1100)
  expect(estimateTokenCount(text)).toBeGreaterThan(800)
  expect(JSON.parse(text)).toEqual(value)
  expect(cuts).toHaveLength(1)
  expect(cuts[0]).toMatch(/^\/rows shows \d+ of 500 items\.$/)
  expect(whole).toBe(rows)
})

test('a limit of items says how many there were, and the budget comes after it', () => {
  expect(shaped(rows, { maxItems: 10 }).cuts).toEqual(['/rows shows 10 of 500 items.'])
  const both = shaped(rows, { maxItems: 400, maxTokens: 1000 })
  expect(both.cuts[0]).toMatch(/ of 500 items\.$/)
})

test('long texts are cut when lists are not enough', () => {
  const { text, cuts } = shaped(JSON.stringify({ body: 'word '.repeat(5000) }), { maxTokens: 200 })
  expect(estimateTokenCount(text)).toBeLessThan(260)
  expect(cuts[0]).toMatch(/^\/body shows \d+ of 25000 characters\.$/)
})

test('an object that is too wide is cut as text, and says that it is no JSON', () => {
  const wide = JSON.stringify(
    Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`key${index}`, index])),
  )
  const { text, cuts, value } = shaped(wide, { maxTokens: 200 })
  expect(text.length).toBeLessThan(wide.length / 5)
  expect(cuts[0]).toContain('is no JSON therefore')
  expect(value).toEqual(JSON.parse(wide))
})

test('a text that is no JSON is cut at the end of a line', () => {
  const lines = Array.from({ length: 1000 }, (_, index) => `line ${index} of the log`).join('\n')
  const { text, cuts, value } = shaped(lines, { maxTokens: 300 })
  expect(lines.startsWith(`${text}\n`)).toBe(true)
  expect(cuts[0]).toMatch(/^The text shows its first \d+ of \d+ characters\.$/)
  expect(value).toBeUndefined()
})

test('what shall be taken from JSON is not given whole when there is none', () => {
  const reshape = (): unknown => ({})
  expect(shapeAnswer('<html>secret</html>', shape({ reshape }))).toMatchObject({ ok: false })
})

test('an answer of another kind than foreseen is refused without quoting it', () => {
  const result = shapeAnswer('{"secret":"x"}', {
    ...shape({}),
    reshape: () => {
      throw new Error('Invalid type: "x"')
    },
  })
  expect(result).toEqual({ ok: false, error: 'The answer is not of the kind that this tool shows a part of' })
})

test('nesting without end is refused', () => {
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
  expect(shapeAnswer(deep, shape({ maxItems: 1 }))).toMatchObject({ ok: false })
})
