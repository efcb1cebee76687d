import { expect, test } from 'vitest'
import { checkShape } from '../../../../src/foundation/json/shape.ts'
import { promptSettings } from '../../../../src/mcp/prompts/settings.ts'

test('nothing has to be said, and a setting of tools is warned about', () => {
  expect(checkShape(promptSettings, {}).value).toEqual({
    type: 'prompt',
    enabled: true,
    forwardAuthorization: false,
  })
  expect(checkShape(promptSettings, { annotations: {} }).problems).toMatchObject([
    { severity: 'warning', path: ['annotations'] },
  ])
})

test('every setting is described', () => {
  for (const [name, schema] of Object.entries(promptSettings.shape))
    expect(schema.description, name).toMatch(/\.$/)
})
