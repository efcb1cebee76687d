import type { ZodType } from 'zod'
import { handlerShape } from '../../src/project/compile-code-reference.ts'
import { gatewaySpecifiers } from '../../src/project/resolve-imports.ts'
import { jsonSchemaOf, optionsSchemaOf, type JsonSchema } from './json-schema.ts'

/** A policy or handler of the catalog. */
interface Part {
  readonly exports: readonly string[]
  readonly options: ZodType
}

/** The schema of `handler` where it names one of these parts, and what it refers to in `$defs`. */
export interface CodeReferenceSchema {
  readonly schema: JsonSchema
  readonly definitions: JsonSchema
}

const ofTheGateway = gatewaySpecifiers.map((name) => `$import(${name})`)

/** Builds the schema of a `handler` entry: its options are those of the part that `export` names. */
export function codeReferenceSchema(parts: readonly Part[]): CodeReferenceSchema {
  const { properties, ...rest } = jsonSchemaOf(handlerShape) as { readonly properties: JsonSchema }
  const names = parts.flatMap(({ exports }) => exports)
  const known = { anyOf: [{ enum: names }, { type: 'string', minLength: 1 }] }
  const { description } = properties['export'] as JsonSchema
  return {
    schema: {
      ...rest,
      properties: { ...properties, export: { description, ...known } },
      allOf: parts.map(conditionOf),
    },
    definitions: Object.fromEntries(
      parts.map(({ exports, options }) => [definitionOf(exports), optionsSchemaOf(options)]),
    ),
  }
}

function conditionOf({ exports, options }: Part): JsonSchema {
  const isThisPart = { export: { enum: exports }, module: { enum: ofTheGateway } }
  const needsOptions = !options.safeParse({}).success
  return {
    if: { properties: isThisPart, required: ['export', 'module'] },
    then: {
      properties: { options: { $ref: `#/$defs/${definitionOf(exports)}` } },
      ...(needsOptions ? { required: ['options'] } : {}),
    },
  }
}

function definitionOf([canonical = '']: readonly string[]): string {
  return canonical
}
