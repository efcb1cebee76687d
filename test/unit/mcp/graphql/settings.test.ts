import { expect, test } from 'vitest'
import { checkShape } from '../../../../src/foundation/json/shape.ts'
import { graphqlSettings } from '../../../../src/mcp/graphql/settings.ts'

test('nothing has to be said', () => {
  expect(checkShape(graphqlSettings, {}).value).toEqual({
    type: 'graphql',
    enabled: true,
    forwardAuthorization: false,
    readOnly: false,
    maxSchemaCharacters: 40_000,
  })
})

test('a misspelt name of a tool is found', () => {
  expect(checkShape(graphqlSettings, { executeTool: { nam: 'x' } }).problems).toMatchObject([
    { severity: 'error', path: ['executeTool', 'nam'] },
  ])
})

test('every setting is described', () => {
  for (const [name, schema] of Object.entries(graphqlSettings.shape)) {
    expect(schema.description, name).toMatch(/\.$/)
  }
})
