import { buildIdentityJsonSchema } from '../../src/identity/schema.ts'
import { corsPolicyShape } from '../../src/project/compile-cors-policies.ts'
import { routeShape } from '../../src/project/compile-operation.ts'
import { policiesFileShape, policyShape } from '../../src/project/compile-policies.ts'
import { toolsFileShape } from '../../src/project/compile-tools-file.ts'
import { namePairs } from '../../src/project/name-pairs.ts'
import { standardCatalog } from '../../src/standard-catalog.ts'
import { codeReferenceSchema } from './code-reference.ts'
import { jsonSchemaOf, withProperties, type JsonSchema } from './json-schema.ts'
import { mcpDefinitions, mcpSchema } from './mcp-settings.ts'

/** Folder of the schemas that editors complete and check project files with. */
export const schemasFolder = 'schemas'

const dialect = { $schema: 'https://json-schema.org/draft/2020-12/schema' }
const ownSchema = { $schema: { type: 'string', description: 'Where an editor finds this schema.' } }

/** Builds every schema of a project file, by the name of its file. */
export function buildSchemas(): ReadonlyMap<string, object> {
  return new Map([
    ['identity.schema.json', buildIdentityJsonSchema()],
    ['policies.schema.json', policiesSchema()],
    ['routes.schema.json', routesSchema()],
    ['tools.schema.json', toolsSchema()],
  ])
}

/** `config/policies.json`. */
function policiesSchema(): JsonSchema {
  const { schema, definitions } = codeReferenceSchema(standardCatalog.policies)
  const file = jsonSchemaOf(policiesFileShape)
  const policy = withProperties(jsonSchemaOf(policyShape), { handler: schema })
  return {
    ...dialect,
    ...withProperties(file, {
      ...ownSchema,
      policies: { ...propertyOf(file, 'policies'), items: policy },
      corsPolicies: { ...propertyOf(file, 'corsPolicies'), items: jsonSchemaOf(corsPolicyShape) },
    }),
    $defs: definitions,
  }
}

const methods = '^(?:get|put|post|delete|options|head|patch|trace|query)$'

/** What a route file holds beside OpenAPI, which has schemas of its own. */
function routesSchema(): JsonSchema {
  const { schema, definitions } = codeReferenceSchema(standardCatalog.handlers)
  const shape = jsonSchemaOf(routeShape)
  const mcp = mcpSchema(propertyOf(shape, 'mcp')['description'])
  const route = withProperties(shape, { handler: schema, mcp })
  const extensions = namePairs.routeExtension.map((name) => [name, { $ref: '#/$defs/route' }])
  const operation = { type: 'object', properties: Object.fromEntries(extensions) as JsonSchema }
  const pathItem = { type: 'object', patternProperties: { [methods]: operation } }
  return {
    ...dialect,
    description: 'What a route file says to the gateway, beside what it is as an OpenAPI document.',
    type: 'object',
    properties: { paths: { type: 'object', additionalProperties: pathItem } },
    $defs: { route, ...mcpDefinitions(), ...definitions },
  }
}

/** `config/tools.jsonc`. */
function toolsSchema(): JsonSchema {
  const { schema, definitions } = codeReferenceSchema(standardCatalog.handlers)
  const file = jsonSchemaOf(toolsFileShape)
  const documents = propertyOf(file, 'documents')
  const rules = propertyOf(file, 'rules')
  const mcpOf = (list: JsonSchema): JsonSchema =>
    mcpSchema(propertyOf(list['items'] as JsonSchema, 'mcp')['description'])
  return {
    ...dialect,
    ...withProperties(file, {
      ...ownSchema,
      documents: {
        ...documents,
        items: withProperties(documents['items'] as JsonSchema, { handler: schema, mcp: mcpOf(documents) }),
      },
      rules: { ...rules, items: withProperties(rules['items'] as JsonSchema, { mcp: mcpOf(rules) }) },
    }),
    $defs: { ...mcpDefinitions(), ...definitions },
  }
}

function propertyOf(schema: JsonSchema, name: string): JsonSchema {
  return (schema['properties'] as Readonly<Record<string, JsonSchema>>)[name] ?? {}
}
