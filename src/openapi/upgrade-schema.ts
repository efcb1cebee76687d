/**
 * Turns what earlier dialects say differently from JSON Schema 2020-12 into the latter: boolean exclusive bounds and
 * `nullable` of OpenAPI 3.0. Changes the given object and answers the one to use.
 */
export function upgradeSchema(
  schema: Record<string, unknown>,
  nullable: boolean,
): Readonly<Record<string, unknown>> {
  upgradeExclusiveBound(schema, 'exclusiveMinimum', 'minimum')
  upgradeExclusiveBound(schema, 'exclusiveMaximum', 'maximum')
  return nullable ? acceptNull(schema) : schema
}

/** OpenAPI 3.0 marks an exclusive bound with a boolean beside the bound. */
function upgradeExclusiveBound(schema: Record<string, unknown>, exclusive: string, bound: string): void {
  const isExclusive = schema[exclusive]
  if (typeof isExclusive !== 'boolean') return
  delete schema[exclusive]
  if (!isExclusive || schema[bound] === undefined) return
  schema[exclusive] = schema[bound]
  delete schema[bound]
}

function acceptNull(schema: Record<string, unknown>): Readonly<Record<string, unknown>> {
  const types: unknown = typeof schema['type'] === 'string' ? [schema['type']] : schema['type']
  if (!Array.isArray(types) || 'const' in schema) {
    return Object.keys(schema).length === 0 ? {} : { anyOf: [schema, { type: 'null' }] }
  }
  if (!types.includes('null')) schema['type'] = types.concat('null')
  const values: unknown = schema['enum']
  if (Array.isArray(values) && !values.includes(null)) schema['enum'] = values.concat(null)
  return schema
}

/** True when a value is of a JSON Schema type, or of one of several. */
export function isOfType(value: unknown, type: unknown): boolean {
  if (Array.isArray(type)) return type.some((one) => isOfType(value, one))
  switch (type) {
    case 'integer':
      return Number.isInteger(value)
    case 'null':
      return value === null
    case 'array':
      return Array.isArray(value)
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    default:
      return typeof value === type
  }
}
