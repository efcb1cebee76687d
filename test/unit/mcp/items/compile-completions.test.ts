import { expect, test } from 'vitest'
import { compileCompletions } from '../../../../src/mcp/items/compile-completions.ts'
import type { ToolProblem } from '../../../../src/mcp/tools/tool.ts'

function valuesOf(property: unknown, declared?: readonly unknown[]): readonly string[] | undefined {
  const schema = { type: 'object', properties: { a: property } }
  return compileCompletions(['a'], schema, declared === undefined ? undefined : { a: declared }, []).get('a')
}

test.each([
  [{ enum: ['x', 2, null] }, ['x', '2']],
  [{ const: 'x' }, ['x']],
  [{ type: 'boolean' }, ['true', 'false']],
  [{ type: 'array', items: { enum: ['x'] } }, ['x']],
  [{ anyOf: [{ const: 'x' }, { enum: ['y', 'x'] }] }, ['x', 'y']],
  [{ type: 'string', examples: ['x', {}] }, ['x']],
  [{ type: 'string' }, []],
  [undefined, []],
])('%j completes with %j', (property, values) => expect(valuesOf(property)).toEqual(values))

test('settings come before the schema', () => {
  expect(valuesOf({ enum: ['x', 'y'] }, ['y'])).toEqual(['y'])
})

test('settings for an argument that does not exist are an error with the nearest one', () => {
  const problems: ToolProblem[] = []
  compileCompletions(['language'], {}, { langage: ['en'] }, problems)
  expect(problems).toMatchObject([
    {
      severity: 'error',
      at: 'mcp',
      path: ['completions', 'langage'],
      hint: 'Did you mean "language"?',
    },
  ])
})
