import { expect, test } from 'vitest'
import { checkShape } from '../../../../src/foundation/json/shape.ts'
import { resourceSettings } from '../../../../src/mcp/resources/settings.ts'

test('nothing has to be said', () => {
  expect(checkShape(resourceSettings, {}).value).toEqual({
    type: 'resource',
    enabled: true,
    forwardAuthorization: false,
  })
})

test.each([
  [{ mimeType: 'markdown' }, ['mimeType']],
  [{ annotations: { priority: 2 } }, ['annotations', 'priority']],
  [{ annotations: { audience: ['model'] } }, ['annotations', 'audience', 0]],
  [{ mimetype: 'text/plain' }, ['mimetype']],
])('%j is refused', (given, path) => {
  expect(checkShape(resourceSettings, given).problems).toContainEqual(
    expect.objectContaining({ severity: 'error', path }),
  )
})

test('every setting is described', () => {
  for (const [name, schema] of Object.entries(resourceSettings.shape)) {
    expect(schema.description, name).toMatch(/\.$/)
  }
})
