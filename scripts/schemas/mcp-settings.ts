import { graphqlSettings } from '../../src/mcp/graphql/settings.ts'
import { promptSettings } from '../../src/mcp/prompts/settings.ts'
import { resourceSettings } from '../../src/mcp/resources/settings.ts'
import { toolSettings } from '../../src/mcp/tools/tool-settings.ts'
import { optionsSchemaOf, type JsonSchema } from './json-schema.ts'

const kinds = { graphql: graphqlSettings, prompt: promptSettings, resource: resourceSettings }

/** Settings by what an operation becomes, for `$defs`. */
export function mcpDefinitions(): JsonSchema {
  const others = Object.entries(kinds).map(
    ([kind, settings]): [string, JsonSchema] => [`mcp-${kind}`, optionsSchemaOf(settings)],
  )
  return { 'mcp-tool': optionsSchemaOf(toolSettings), ...Object.fromEntries<JsonSchema>(others) }
}

/** The schema of `mcp`: the settings are those of what `type` names, a tool where it names nothing. */
export function mcpSchema(description: unknown): JsonSchema {
  const others = Object.keys(kinds)
  return {
    description,
    type: 'object',
    properties: { type: { enum: ['tool', ...others] } },
    allOf: [
      { if: { properties: { type: { const: 'tool' } } }, then: { $ref: '#/$defs/mcp-tool' } },
      ...others.map((kind) => ({
        if: { properties: { type: { const: kind } }, required: ['type'] },
        then: { $ref: `#/$defs/mcp-${kind}` },
      })),
    ],
  }
}
