import type { OperationBody, PropertyEncoding } from '../../openapi/compile-body.ts'
import { isJsonObject } from '../../openapi/json-object.ts'
import { isJsonType } from '../../openapi/media-type.ts'
import type { JsonSchema, SchemaCompiler } from '../../openapi/schema-compiler.ts'
import { bytesSchema, fileSchema } from './file-argument.ts'
import { flattenBody, type FlatBody } from './flatten-body.ts'
import type { PlannedProperty } from './plan.ts'

/** A body as arguments. */
export interface BodyArguments {
  /** Schema of the whole body as one argument. */
  readonly schema: JsonSchema
  /** Its parts, when they can stand beside parameters. */
  readonly flat: FlatBody | undefined
  /** The schema with every keyword, when it is an object and nothing else. */
  readonly whole: JsonSchema | undefined
  readonly properties: ReadonlyMap<string, PlannedProperty>
}

/** Compiles the schema of a body, and works out how each property of a form or multipart body is written. */
export function planBody(body: OperationBody, compiler: SchemaCompiler): BodyArguments {
  if (body.encoding === 'binary') {
    return { schema: bytesSchema, flat: undefined, whole: undefined, properties: new Map() }
  }
  const schema = compiler.compile(body.schema, ['requestBody'])
  if (body.encoding === 'text') return { schema, flat: undefined, whole: undefined, properties: new Map() }
  const flat = flattenBody(schema, compiler.definitions)
  if (body.encoding === 'json') {
    return { schema, flat, whole: wholeObject(body, schema, compiler), properties: new Map() }
  }
  return planFields(body, schema, flat, compiler)
}

/** The object a body is, with its own words, which a reference would hide. */
function wholeObject(
  body: OperationBody,
  schema: JsonSchema,
  compiler: SchemaCompiler,
): JsonSchema | undefined {
  const root = targetOf(schema, compiler)
  if (root['type'] !== 'object') return undefined
  const dialect = isJsonObject(body.schema) ? body.schema['$schema'] : undefined
  return typeof dialect === 'string' ? { $schema: dialect, ...root } : root
}

function targetOf(schema: JsonSchema, { definitions }: SchemaCompiler): JsonSchema {
  const reference = schema['$ref']
  if (typeof reference !== 'string') return schema
  return definitions[reference.slice(reference.lastIndexOf('/') + 1)] ?? schema
}

function planFields(
  body: OperationBody,
  schema: JsonSchema,
  flat: FlatBody | undefined,
  compiler: SchemaCompiler,
): BodyArguments {
  const written = flat?.properties ?? targetOf(schema, compiler)['properties']
  const given = isJsonObject(written) ? written : {}
  const properties = new Map<string, PlannedProperty>()
  const arguments_: Record<string, JsonSchema> = Object.create(null) as Record<string, JsonSchema>
  for (const [name, property] of Object.entries(given) as [string, JsonSchema][]) {
    const planned = planProperty(name, property, body, compiler)
    if (planned !== undefined) properties.set(name, planned)
    arguments_[name] = planned?.kind === 'file' ? asFile(property, compiler) : property
  }
  const changed = [...properties.values()].some(({ kind }) => kind === 'file')
  const replaced = changed ? { ...targetOf(schema, compiler), properties: arguments_ } : schema
  return {
    schema: replaced,
    flat: flat === undefined ? undefined : { ...flat, properties: arguments_ },
    whole: undefined,
    properties,
  }
}

function planProperty(
  name: string,
  property: JsonSchema,
  body: OperationBody,
  compiler: SchemaCompiler,
): PlannedProperty | undefined {
  const encoding = body.properties.get(name)
  const contentType = singleType(encoding?.contentType)
  if (body.encoding === 'form') {
    const styled = styleOf(name, encoding)
    if (styled !== undefined) return { kind: 'value', contentType, styled }
    return contentType !== undefined && isJsonType(contentType)
      ? { kind: 'json', contentType, styled: undefined }
      : undefined
  }
  if (isFile(property, encoding, compiler)) return { kind: 'file', contentType, styled: undefined }
  if (contentType === undefined) return undefined
  return { kind: isJsonType(contentType) ? 'json' : 'value', contentType, styled: undefined }
}

/** Of a list or a range of types nothing can be said beforehand; the argument or the kind decides. */
function singleType(contentType: string | undefined): string | undefined {
  return contentType === undefined || /[,*]/.test(contentType) ? undefined : contentType
}

/** OpenAPI 3.1, Encoding Object: any of the three words makes a form field follow the rules of query parameters. */
function styleOf(name: string, encoding: PropertyEncoding | undefined): PlannedProperty['styled'] {
  if (encoding === undefined) return undefined
  const { style = 'form', explode, allowReserved } = encoding
  const isSaid = encoding.style !== undefined || explode !== undefined || allowReserved
  if (!isSaid) return undefined
  return { argument: name, name, style, explode: explode ?? style === 'form', allowReserved, isJson: false }
}

/** True for parts of bytes: `format: binary` of OpenAPI 3.0, `contentMediaType` or no type at all of 3.1. */
function isFile(
  property: JsonSchema,
  encoding: PropertyEncoding | undefined,
  compiler: SchemaCompiler,
): boolean {
  const schema = targetOf(property, compiler)
  const items = schema['type'] === 'array' && isJsonObject(schema['items']) ? schema['items'] : undefined
  if (items !== undefined) return isFile(items, encoding, compiler)
  if (schema['contentEncoding'] !== undefined) return false
  if (schema['format'] === 'binary' || schema['contentMediaType'] !== undefined) return true
  const isAnything = schema['type'] === undefined && schema['properties'] === undefined
  return isAnything && /octet-stream|^(?:image|audio|video)\//.test(encoding?.contentType ?? '')
}

/** The argument a property of bytes becomes, one or several. */
function asFile(property: JsonSchema, compiler: SchemaCompiler): JsonSchema {
  const schema = targetOf(property, compiler)
  const description = property['description'] ?? schema['description']
  const notes = typeof description === 'string' ? { description } : {}
  if (schema['type'] !== 'array') return { ...fileSchema, ...notes }
  const { minItems, maxItems } = schema
  const bounds = {
    ...(minItems === undefined ? {} : { minItems }),
    ...(maxItems === undefined ? {} : { maxItems }),
  }
  return { type: 'array', items: fileSchema, ...bounds, ...notes }
}
