import type { JsonObject } from './json-object.ts'

/** What a parameter of Swagger 2.0 says beside its schema, which stands in it and not under a key of its own. */
const ownKeys = new Set(['name', 'in', 'description', 'required', 'allowEmptyValue', 'collectionFormat'])

/** Turns a parameter of Swagger 2.0 into one of OpenAPI 3.0. */
export function upgradeParameter(parameter: JsonObject): JsonObject {
  if (typeof parameter['$ref'] === 'string') return parameter
  const { name, in: place, description, required, allowEmptyValue } = parameter
  return {
    name,
    in: place,
    ...(description === undefined ? {} : { description }),
    ...(required === undefined ? {} : { required }),
    ...(allowEmptyValue === undefined ? {} : { allowEmptyValue }),
    ...upgradeCollectionFormat(parameter),
    schema: schemaOf(parameter),
  }
}

/** The schema that is written into a parameter or a form field. */
export function schemaOf(parameter: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(parameter).filter(([key]) => !ownKeys.has(key)))
}

/**
 * `csv` (the default), `ssv`, `tsv`, `pipes` and `multi` as style and explode. `tsv` has no style; its name stays, so
 * that the compiler of parameters says what it uses instead.
 */
export function upgradeCollectionFormat(parameter: JsonObject): JsonObject {
  if (parameter['type'] !== 'array') return {}
  const { collectionFormat = 'csv' } = parameter
  if (collectionFormat === 'multi') return { explode: true }
  if (collectionFormat === 'csv') return { explode: false }
  const style =
    collectionFormat === 'ssv' ? 'spaceDelimited' : collectionFormat === 'pipes' ? 'pipeDelimited' : 'tsv'
  return { style, explode: false }
}
