import { isJsonObject, type JsonObject } from '../../openapi/json-object.ts'
import type { CountedSchemes } from './counted-schemes.ts'
import { simplify, type ScopeRule } from './scope-rule.ts'

/** What the `security` of an operation comes to. */
export interface OperationSecurity {
  /** Undefined when nothing of it counts, or when it lets everyone in. */
  readonly rule: ScopeRule | undefined
  /** Schemes with scopes that do not count here. */
  readonly ignored: readonly string[]
}

/** Reads the `security` of an operation, or in its absence that of its document (OpenAPI 3.1, operation object). */
export function readSecurity(
  { operation, document }: { readonly operation: JsonObject; readonly document: JsonObject },
  schemes: CountedSchemes,
): OperationSecurity {
  const requirements = operation['security'] ?? document['security']
  if (!Array.isArray(requirements)) return { rule: undefined, ignored: [] }
  const ignored = new Set<string>()
  const sets: (readonly string[])[] = []
  let isOpen = false
  for (const requirement of requirements.filter(isJsonObject)) {
    const entries = Object.entries(requirement)
    if (entries.length === 0) isOpen = true
    const counted = entries.filter(([name]) => schemes.counts(document, name))
    for (const [name, scopes] of entries)
      if (!schemes.counts(document, name) && textsOf(scopes).length > 0) ignored.add(name)
    // An alternative of other schemes alone cannot be judged at this gate, and lets nobody in.
    if (counted.length > 0) sets.push(counted.flatMap(([, scopes]) => textsOf(scopes)))
  }
  const rule = isOpen || sets.length === 0 ? undefined : simplify(sets)
  return { rule, ignored: [...ignored] }
}

function textsOf(scopes: unknown): readonly string[] {
  return Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === 'string') : []
}
