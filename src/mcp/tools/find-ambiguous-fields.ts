import { isJsonObject } from '../../openapi/json-object.ts'
import type { OperationProblem } from '../../openapi/operation-problem.ts'
import type { JsonSchema } from '../../openapi/schema-compiler.ts'
import type { PlannedValue } from './plan.ts'

/**
 * Finds query fields of one name that come from two parameters: an exploded object in style `form` loses its own name,
 * and its keys stand beside those of all others. They are sent as the document says; only the upstream can tell whether
 * it understands them.
 */
export function findAmbiguousFields(
  query: readonly PlannedValue[],
  properties: Readonly<Record<string, JsonSchema>>,
  definitions: Readonly<Record<string, JsonSchema>>,
): readonly OperationProblem[] {
  const writers = new Map<string, string>()
  const problems: OperationProblem[] = []
  for (const planned of query) {
    for (const field of fieldsOf(planned, properties[planned.argument] ?? {}, definitions)) {
      const other = writers.get(field)
      if (other === undefined) writers.set(field, planned.name)
      else problems.push(ambiguous(field, other, planned.name))
    }
  }
  return problems
}

function fieldsOf(
  { name, style, explode, isJson }: PlannedValue,
  schema: JsonSchema,
  definitions: Readonly<Record<string, JsonSchema>>,
): readonly string[] {
  if (isJson || !explode || style !== 'form') return [name]
  const reference = schema['$ref']
  const target =
    typeof reference === 'string' ? definitions[reference.slice(reference.lastIndexOf('/') + 1)] : schema
  const keys = target?.['properties']
  return isJsonObject(keys) ? Object.keys(keys) : [name]
}

function ambiguous(field: string, one: string, other: string): OperationProblem {
  return {
    severity: 'warning',
    code: 'SALLYPORT_MCP_AMBIGUOUS_QUERY',
    path: ['parameters'],
    message: `The query parameters "${one}" and "${other}" both write the field "${field}".`,
    hint: 'Give the object "explode": false or the style "deepObject", if the upstream reads it so.',
  }
}
