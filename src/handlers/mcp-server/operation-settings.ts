import type { HandlerSetup } from '../../gateway/handler.ts'
import { isJsonObject, type JsonObject } from '../../openapi/json-object.ts'

type Route = HandlerSetup['route']

/** What an operation becomes in an MCP server. */
export type ItemKind = 'tool' | 'prompt' | 'resource' | 'graphql'

const kinds: readonly ItemKind[] = ['tool', 'graphql', 'prompt', 'resource']

/** What an operation says about itself towards MCP clients, and where it says so. */
export interface OperationSettings {
  readonly kind: ItemKind
  /** As `x-zuplo-route.mcp` writes it, whichever generation it came from. */
  readonly mcp: JsonObject | undefined
  /** Keys from the document down to the settings. */
  readonly path: readonly (string | number)[]
}

/**
 * Reads `x-zuplo-route.mcp`, or in its absence the operation extension of the second generation; `listedAs` is the kind
 * of an options list that holds one kind only.
 */
export function operationSettings(route: Route, listedAs?: ItemKind): OperationSettings {
  const own = { path: [...route.routePlace.path, 'mcp'] }
  if (route.mcp !== undefined) {
    const said = kinds.find((kind) => kind === route.mcp?.['type'])
    return { ...own, mcp: route.mcp, kind: said ?? listedAs ?? ruledKind(route) }
  }
  for (const kind of listedAs === undefined ? extensionOrder : [listedAs]) {
    const name = `x-zuplo-mcp-${kind}`
    const extension = route.operation[name]
    if (!isJsonObject(extension)) continue
    const mcp = kind === 'graphql' ? readGraphqlExtension(extension) : extension
    return { kind, mcp, path: [...route.place.path, name] }
  }
  return { ...own, mcp: undefined, kind: listedAs ?? ruledKind(route) }
}

/** What the rules of the project make of an operation that says nothing itself. */
function ruledKind({ toolRules }: Route): ItemKind {
  const type = toolRules.findLast(({ mcp }) => mcp['type'] !== undefined)?.mcp['type']
  return kinds.find((kind) => kind === type) ?? 'tool'
}

/** An operation may carry several; that for GraphQL says more than that for a tool. */
const extensionOrder: readonly ItemKind[] = ['graphql', 'tool', 'prompt', 'resource']

/** The second generation names the two tools flatly. */
function readGraphqlExtension(extension: JsonObject): JsonObject {
  const { introspectionToolName, introspectionToolDescription, executeToolName, executeToolDescription } =
    extension
  const rest = Object.entries(extension).filter(([key]) => !/^(?:introspection|execute)Tool/.test(key))
  return {
    ...Object.fromEntries(rest),
    introspectionTool: { name: introspectionToolName, description: introspectionToolDescription },
    executeTool: { name: executeToolName, description: executeToolDescription },
  }
}
