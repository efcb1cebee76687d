import { isJsonObject } from '../../../openapi/json-object.ts'
import type { JsonSchema } from '../../../openapi/schema-compiler.ts'
import { schemaKeywords } from '../../../openapi/schema-keywords.ts'
import { shortestCut } from './cut-answer.ts'

/** What is cut from answers. */
export interface Cuts {
  /** Most items of a list; undefined when any number may be left. */
  readonly maxItems: number | undefined
  /** True when a budget may cut lists to anything, and long texts. */
  readonly cutsTexts: boolean
}

/** Takes from a schema, at every depth, what an answer may not satisfy any more after it was cut. */
export function loosenSchema(schema: JsonSchema, cuts: Cuts): JsonSchema {
  const loosened: Record<string, unknown> = {}
  for (const [keyword, value] of Object.entries(schema)) {
    if (isBroken(keyword, value, cuts)) continue
    loosened[keyword] = loosenKeyword(keyword, value, cuts)
  }
  return loosened
}

function isBroken(keyword: string, value: unknown, { maxItems, cutsTexts }: Cuts): boolean {
  if (keyword === 'contains' || keyword === 'minContains') return true
  if (keyword === 'minItems') return cutsTexts || maxItems === undefined || Number(value) > maxItems
  if (!cutsTexts) return false
  // A short text is never cut, so neither is a value of an enum, or what most formats describe.
  if (keyword === 'minLength') return Number(value) > shortestCut
  return keyword === 'pattern' || keyword === 'format'
}

function loosenKeyword(keyword: string, value: unknown, cuts: Cuts): unknown {
  const kind = keyword === '$defs' ? 'schemaMap' : schemaKeywords.get(keyword)
  if (kind === 'schema') return isJsonObject(value) ? loosenSchema(value, cuts) : value
  if (kind === 'schemas' && Array.isArray(value))
    return value.map((item: unknown) => (isJsonObject(item) ? loosenSchema(item, cuts) : item))
  if (kind !== 'schemaMap' || !isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, isJsonObject(item) ? loosenSchema(item, cuts) : item]),
  )
}
