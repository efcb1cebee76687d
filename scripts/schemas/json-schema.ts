import * as z from 'zod'

/** A JSON Schema. */
export type JsonSchema = { readonly [keyword: string]: unknown }

/** The JSON Schema of what people write: defaults may be left out, keys nobody knows may not be there. */
export function jsonSchemaOf(shape: z.ZodType): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      if (jsonSchema.type === 'object' && jsonSchema.properties !== undefined) {
        // What `check` says about unknown keys, an editor says while they are typed.
        jsonSchema.additionalProperties = false
        jsonSchema.patternProperties = { '^x-': {} }
      }
    },
  })
  return schema
}

/** The same for options, where a text may be a variable in place of what it must look like. */
export function optionsSchemaOf(shape: z.ZodType): JsonSchema {
  return withVariables(jsonSchemaOf(shape)) as JsonSchema
}

const variable = { type: 'string', pattern: '\\$env\\([A-Za-z_]\\w*\\)' }
/** What stands for the value of a JSON file of the project. */
const imported = { type: 'string', pattern: '^\\$import\\(\\./.+\\.json\\)$' }
const judging = ['pattern', 'format', 'enum', 'minLength', 'maxLength']

function withVariables(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withVariables)
  if (typeof schema !== 'object' || schema === null) return schema
  const own = schema as JsonSchema
  if (own['type'] === 'string' && judging.some((keyword) => keyword in own)) {
    const notes = Object.entries(own).filter(([keyword]) => keyword === 'description' || keyword === 'default')
    const rules = Object.entries(own).filter(([keyword]) => keyword !== 'description' && keyword !== 'default')
    return { ...Object.fromEntries(notes), anyOf: [Object.fromEntries(rules), variable] }
  }
  if (own['type'] === 'object' && own['properties'] === undefined) {
    const { description, ...rules } = own
    return { ...(description === undefined ? {} : { description }), anyOf: [rules, imported] }
  }
  // Names of options are no keywords, and what a default or a list of values holds is no schema.
  const entries = Object.entries(own).map(([keyword, value]) => {
    if (keyword === 'default' || keyword === 'enum' || keyword === 'propertyNames') return [keyword, value]
    return [keyword, keyword === 'properties' ? mapValues(value as JsonSchema) : withVariables(value)]
  })
  return Object.fromEntries(entries) as JsonSchema
}

function mapValues(properties: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, withVariables(schema)]))
}

/** A schema with other members, its properties merged with those that are replaced. */
export function withProperties(schema: JsonSchema, properties: JsonSchema): JsonSchema {
  return { ...schema, properties: { ...(schema['properties'] as JsonSchema), ...properties } }
}
