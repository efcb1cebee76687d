import { mergeRules } from '../../mcp/tools/curation/resolve-settings.ts'
import type { ToolSource } from '../../mcp/tools/tool.ts'
import type { ListedOperation } from './list-operations.ts'

/** What rules may say of prompts, resources and GraphQL endpoints; the rest of their settings is about tools. */
const ruledKeys = ['enabled', 'name', 'description'] as const

/** The operation as the compile steps see it: with the settings of its generation, and what the options say over them. */
export function operationSource({ route, settings, overrides }: ListedOperation): ToolSource {
  const { file: _, ...source } = route
  const own = settings.mcp === undefined && Object.keys(overrides).length === 0 ? undefined : settings.mcp
  const mcp = own === undefined && Object.keys(overrides).length === 0 ? undefined : { ...own, ...overrides }
  if (settings.kind === 'tool' || route.toolRules.length === 0) return { ...source, mcp }
  const rules = mergeRules(source)
  const ruled = Object.fromEntries(ruledKeys.flatMap((key) => (key in rules ? [[key, rules[key]]] : [])))
  return { ...source, mcp: { ...ruled, ...mcp }, toolRules: [] }
}
