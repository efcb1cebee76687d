import { expect, test } from 'vitest'
import { deepestJson, isTooDeep } from '../../../../src/mcp/protocol/json-depth.ts'

const nested = (open: string, close: string, depth: number): string =>
  open.repeat(depth) + '1' + close.repeat(depth)

test.each([
  ['[', ']'],
  ['{"a":', '}'],
])('%s may be nested so deep and no deeper', (open, close) => {
  expect(isTooDeep(nested(open, close, deepestJson))).toBe(false)
  expect(isTooDeep(nested(open, close, deepestJson + 1))).toBe(true)
})

test('brackets in text, and siblings, do not count', () => {
  expect(isTooDeep(JSON.stringify({ text: '[{'.repeat(1000), escaped: `"${'['.repeat(1000)}\\` }))).toBe(
    false,
  )
  expect(isTooDeep(`[${'[],'.repeat(1000)}[]]`)).toBe(false)
})

test('text that never closes is judged too', () => {
  expect(isTooDeep('['.repeat(100_000))).toBe(true)
  expect(isTooDeep(`"${'['.repeat(1000)}`)).toBe(false)
  expect(isTooDeep(`"${'\\'.repeat(1001)}`)).toBe(false)
})
