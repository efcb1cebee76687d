import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  printSchema,
  printType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql'
import { nearestName } from '../../foundation/nearest-name.ts'
import { ok, refuse, type Result } from '../../foundation/result.ts'

/** Which part of a schema is wanted. */
export interface SchemaSelection {
  /** Names of types; empty = all of them. */
  readonly types: readonly string[]
  /** How many steps from those types to types they refer to are followed. */
  readonly depth: number
}

/**
 * Writes a schema, or the types that are wanted of it, in the schema definition language. What would be longer than
 * `limit` characters is given as an overview instead, so that it does not fill the context of a model.
 */
export function printTypes(
  schema: GraphQLSchema,
  selection: SchemaSelection,
  limit: number,
): Result<string, string> {
  if (selection.types.length === 0) {
    const text = printSchema(schema)
    return ok(text.length <= limit ? text : printOverview(schema, text.length, limit))
  }
  const unknown = selection.types.find((name) => schema.getType(name) === undefined)
  if (unknown !== undefined) {
    const near = nearestName(unknown, Object.keys(schema.getTypeMap()))
    return refuse(
      `The schema has no type "${unknown}"${near === undefined ? '' : ` (did you mean "${near}"?)`}`,
    )
  }
  return ok(printSelection(collectTypes(schema, selection), limit))
}

function collectTypes(schema: GraphQLSchema, { types, depth }: SchemaSelection): readonly GraphQLNamedType[] {
  const found = new Set(types.flatMap((name) => schema.getType(name) ?? []))
  let edge: readonly GraphQLNamedType[] = [...found]
  for (let step = 0; step < depth && edge.length > 0; step++) {
    const next = edge.flatMap(referencesOf).filter((type) => !found.has(type) && !isBuiltIn(type))
    for (const type of next) found.add(type)
    edge = [...new Set(next)]
  }
  return [...found]
}

function isBuiltIn(type: GraphQLNamedType): boolean {
  return isSpecifiedScalarType(type) || isIntrospectionType(type)
}

function referencesOf(type: GraphQLNamedType): readonly GraphQLNamedType[] {
  if (isUnionType(type)) return type.getTypes()
  if (isInputObjectType(type)) return Object.values(type.getFields()).map((field) => getNamedType(field.type))
  if (!isObjectType(type) && !isInterfaceType(type)) return []
  const fields = Object.values(type.getFields()).flatMap((field) => [
    getNamedType(field.type),
    ...field.args.map((arg) => getNamedType(arg.type)),
  ])
  return [...fields, ...type.getInterfaces()]
}

function printSelection(types: readonly GraphQLNamedType[], limit: number): string {
  const texts: string[] = []
  let length = 0
  for (const type of types) {
    const text = printType(type)
    length += text.length + 2
    // The first type is given whatever its length: nothing smaller can be asked for.
    if (texts.length > 0 && length > limit) {
      const left = types.slice(texts.length).map(({ name }) => name)
      texts.push(`# Left out, for length; ask for them by name: ${cut(left.join(', '), limit)}`)
      break
    }
    texts.push(text)
  }
  return texts.join('\n\n')
}

function printOverview(schema: GraphQLSchema, length: number, limit: number): string {
  const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((type) => type ?? [])
  const first = `# The whole schema has ${length} characters. Ask for parts of it by "types", with "depth" for what they refer to.`
  const lines = [
    ...roots.map((type) => `# ${type.name}: ${Object.keys(type.getFields()).join(', ')}`),
    ...groupTypes(schema).map(([kind, names]) => `# ${kind}: ${names.join(', ')}`),
  ]
  const share = Math.floor((limit - first.length) / lines.length)
  return [first, ...lines.map((line) => cut(line, share))].join('\n')
}

function groupTypes(schema: GraphQLSchema): readonly (readonly [string, readonly string[]])[] {
  const types = Object.values(schema.getTypeMap()).filter((type) => !isBuiltIn(type))
  const named = (of: (type: GraphQLNamedType) => boolean) => types.filter(of).map(({ name }) => name)
  const groups = [
    ['Types', named(isObjectType)],
    ['Interfaces', named(isInterfaceType)],
    ['Unions', named(isUnionType)],
    ['Enums', named(isEnumType)],
    ['Inputs', named(isInputObjectType)],
  ] as const
  return groups.filter(([, names]) => names.length > 0)
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)} …`
}
