import { expect, test } from 'vitest'
import { checkShape } from '../../../../src/foundation/json/shape.ts'
import { toolSettings } from '../../../../src/mcp/tools/tool-settings.ts'

test('an operation that says nothing is an enabled tool', () => {
  expect(checkShape(toolSettings, {}).value).toEqual({
    type: 'tool',
    enabled: true,
    confirm: false,
    validateOutput: true,
    forwardAuthorization: false,
  })
})

test('_meta passes whatever it holds, annotations only what clients know', () => {
  const given = {
    _meta: { 'openai/outputTemplate': 'ui://a', deep: { b: [1] } },
    annotations: { readOnlyHint: true },
  }
  expect(checkShape(toolSettings, given)).toMatchObject({ value: given, problems: [] })
  const { problems } = checkShape(toolSettings, { annotations: { readonlyHint: true } })
  expect(problems).toMatchObject([{ severity: 'error', path: ['annotations', 'readonlyHint'] }])
})

test('a type that does not exist is refused', () => {
  expect(checkShape(toolSettings, { type: 'tol' }).problems).toMatchObject([
    { severity: 'error', path: ['type'] },
  ])
})

test('every setting is described', () => {
  for (const [name, schema] of Object.entries(toolSettings.shape))
    expect(schema.description, name).toMatch(/\.$/)
})
