import { expect, test } from 'vitest'
import { checkShape } from '../../../../../src/foundation/json/shape.ts'
import { responseSettings } from '../../../../../src/mcp/tools/shaping/response-settings.ts'

test('whatever is cut is kept, unless told otherwise', () => {
  expect(checkShape(responseSettings, { maxItems: 5 }).value).toEqual({ maxItems: 5, overflow: 'link' })
})

test.each([
  ['select', 'items[', 'This is no JMESPath'],
  ['pick', ['a..b'], 'A path is keys with dots between them'],
  ['omit', ['a.**'], 'A path ends with the key of a field'],
  ['rename', { 'a.': 'b' }, ''],
  ['maxItems', 0, ''],
  ['maxTokens', 5, ''],
])('a wrong %s is an error at its place', (key, value, said) => {
  const { problems } = checkShape(responseSettings, { [key]: value })
  expect(problems[0]?.severity).toBe('error')
  expect(problems[0]?.path[0]).toBe(key)
  expect(problems[0]?.message).toContain(said)
})
