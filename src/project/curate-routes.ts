import { nearestName } from '../foundation/nearest-name.ts'
import type { Compilation } from './compilation.ts'
import type { CompiledRule, ToolsFile } from './compile-tools-file.ts'
import { inside } from './place.ts'
import type { Place, RouteDefinition, ToolRule } from './project.ts'

/** Gives each route the rules that speak of it, by rising precedence; a rule that speaks of none is warned about. */
export function curateRoutes(
  routes: readonly RouteDefinition[],
  tools: ToolsFile,
  compilation: Compilation,
): readonly RouteDefinition[] {
  if (tools.rules.length === 0) return routes
  const used = new Set<CompiledRule>()
  const curated = routes.map((route) => {
    const toolRules: ToolRule[] = []
    for (const compiled of tools.rules) {
      if (!compiled.match(route)) continue
      used.add(compiled)
      toolRules.push(compiled.rule)
    }
    return { ...route, toolRules }
  })
  for (const compiled of tools.rules) if (!used.has(compiled)) reportUnused(compiled, routes, compilation)
  return curated
}

function reportUnused({ place }: CompiledRule, routes: readonly RouteDefinition[], compilation: Compilation) {
  const isDocument = place.path[0] === 'documents'
  const at = inside(place, isDocument ? 'file' : 'match')
  compilation.report(at, {
    severity: 'warning',
    code: 'SALLYPORT_CONFIG_UNUSED_RULE',
    message: isDocument
      ? 'No operation of the project stands in such a file.'
      : 'No operation of the project matches this rule; it has no effect.',
    hint: hintOf(at, routes, compilation),
  })
}

/** What was probably meant, where the rule names one file or operation. */
function hintOf(place: Place, routes: readonly RouteDefinition[], compilation: Compilation): string {
  const value = valueAt(compilation.document(place.file)?.value, place.path)
  const named = typeof value === 'string' ? { file: value } : (value as Record<string, unknown> | undefined)
  const operationId = named?.['operationId']
  const ids = routes.flatMap((route) => route.operationId ?? [])
  if (typeof operationId === 'string') {
    const near = nearestName(operationId, ids)
    if (near !== undefined) return `Did you mean the operationId "${near}"?`
  }
  const file = named?.['file']
  const files = [...new Set(routes.map((route) => route.file))]
  const near = typeof file === 'string' ? nearestName(file, files) : undefined
  if (near !== undefined && near !== file) return `Did you mean the file "${near}"?`
  return 'List the routes with `sallyport routes`.'
}

function valueAt(value: unknown, path: Place['path']): unknown {
  let at = value
  for (const key of path) at = typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined
  return at
}
