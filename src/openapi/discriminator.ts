import { isJsonObject, type JsonObject } from './json-object.ts'
import { resolveReference } from './resolve-reference.ts'

/** The property that tells the branches of a `oneOf` or `anyOf` apart, and its values for each of them. */
export interface Discriminator {
  readonly property: string
  /** Values that mean the branch; undefined when nothing can be said of it. */
  valuesOf(branch: unknown): readonly string[] | undefined
}

/** Deepest `allOf` in which the property of a branch is looked for. */
const deepest = 5

/** Reads a Discriminator Object: values come from its mapping, else from the names of the schemas (OpenAPI 3.1, 4.8.25). */
export function readDiscriminator(document: JsonObject, schema: JsonObject): Discriminator | undefined {
  const written = schema['discriminator']
  if (!isJsonObject(written) || typeof written['propertyName'] !== 'string') return undefined
  const property = written['propertyName']
  const mapping = isJsonObject(written['mapping']) ? Object.entries(written['mapping']) : []
  return {
    property,
    valuesOf(branch) {
      if (!isJsonObject(branch) || typeof branch['$ref'] !== 'string') return undefined
      const target = targetOf(document, branch['$ref'])
      if (target === undefined) return undefined
      const mapped = mapping.filter(([, to]) => mappedTarget(document, to) === target)
      const values = mapped.length > 0 ? mapped.map(([value]) => value) : [lastPartOf(branch['$ref'])]
      return accepts(document, target, property, values) ? values : undefined
    },
  }
}

function targetOf(document: JsonObject, reference: string): JsonObject | undefined {
  const resolved = resolveReference(document, reference)
  return resolved.ok && isJsonObject(resolved.value.value) ? resolved.value.value : undefined
}

/** A mapping names a schema or refers to it. */
function mappedTarget(document: JsonObject, to: unknown): JsonObject | undefined {
  if (typeof to !== 'string') return undefined
  return targetOf(document, /^[\w.-]+$/.test(to) ? `#/components/schemas/${to}` : to)
}

function lastPartOf(reference: string): string {
  return reference
    .slice(reference.lastIndexOf('/') + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~')
}

/** False when the branch itself says otherwise: then the document is wrong, and its branch is the better witness. */
function accepts(
  document: JsonObject,
  target: JsonObject,
  property: string,
  values: readonly string[],
): boolean {
  const schema = findProperty(document, target, property, 0)
  if (schema === undefined) return target['additionalProperties'] !== false
  if (schema['type'] !== undefined && schema['type'] !== 'string') return false
  const allowed: unknown = 'const' in schema ? [schema['const']] : schema['enum']
  return !Array.isArray(allowed) || values.every((value) => allowed.includes(value))
}

function findProperty(
  document: JsonObject,
  schema: JsonObject,
  property: string,
  depth: number,
): JsonObject | undefined {
  const { properties, allOf } = schema
  const own =
    isJsonObject(properties) && Object.hasOwn(properties, property) ? properties[property] : undefined
  if (own !== undefined) return followed(document, own)
  if (!Array.isArray(allOf) || depth >= deepest) return undefined
  for (const branch of allOf) {
    const inner = followed(document, branch)
    const found = inner === undefined ? undefined : findProperty(document, inner, property, depth + 1)
    if (found !== undefined) return found
  }
  return undefined
}

function followed(document: JsonObject, schema: unknown): JsonObject | undefined {
  if (!isJsonObject(schema)) return undefined
  return typeof schema['$ref'] === 'string' ? targetOf(document, schema['$ref']) : schema
}
