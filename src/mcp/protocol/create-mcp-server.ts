import type { JsonObject } from '../../openapi/json-object.ts'
import { ListViews } from '../access/list-views.ts'
import { listMethods } from './list-items.ts'
import { createListPages } from './list-pages.ts'
import type { McpServer, McpServerSettings, ServedPrompt, ServedResource, ServedTool } from './mcp-server.ts'
import { legacyRevisions, metaKeys, modernRevisions } from './revisions.ts'

/**
 * How long clients may keep tools/list and server/discover, milliseconds. The set of tools changes only when the
 * gateway is started or reloaded, and nothing tells clients of it; a minute is what they may lag behind.
 */
const keptFor = 60_000

/** Writes at start whatever an MCP server says the same way to everyone. */
export function createMcpServer(settings: McpServerSettings): McpServer {
  const { name, version, instructions, tools, profile, isPrivate } = settings
  const { prompts = [], resources = [] } = settings
  const templates = resources.filter(({ resource }) => resource.template !== undefined)
  const completes = [
    ...prompts.map(({ prompt }) => prompt),
    ...templates.map(({ resource }) => resource),
  ].some(({ completions }) => [...completions.values()].some((values) => values.length > 0))
  const capabilities = capabilitiesOf(settings, completes)
  // Every modern result repeats who serves it; pictures and pages are told once.
  const serverInfo = { name, ...profile, version }
  const modernInfo = { name, version }
  const modernPrefix = `{"resultType":"complete","_meta":${JSON.stringify({ [metaKeys.serverInfo]: modernInfo })}`
  const discoveredPrefix = `{"resultType":"complete","_meta":${JSON.stringify({ [metaKeys.serverInfo]: serverInfo })}`
  // MCP 2026-07-28, server/utilities/caching: "public" only when the answer does not depend on the caller.
  const caching = `"ttlMs":${keptFor},"cacheScope":"${isPrivate ? 'private' : 'public'}"`
  const told = instructions === undefined ? {} : { instructions }
  const discovered = JSON.stringify({ supportedVersions: modernRevisions, capabilities, ...told })
  const listsOf = (shown: McpServerSettings) => createLists(shown, capabilities, `${modernPrefix},${caching}`)
  return {
    settings,
    tools: new Map(tools.map((served) => [served.tool.listing.name, served])),
    prompts: new Map(prompts.map((served) => [served.prompt.listing.name, served])),
    resources: new Map(
      resources.flatMap((served) => {
        const { listing } = served.resource
        return listing === undefined ? [] : [[listing.uri, served] as const]
      }),
    ),
    templates,
    lists: listsOf(settings),
    views: createViews(settings, listsOf),
    completes,
    initialized: new Map(
      legacyRevisions.map((protocolVersion) => [
        protocolVersion,
        JSON.stringify({ protocolVersion, capabilities, serverInfo, ...told }),
      ]),
    ),
    discovered: `${discoveredPrefix},${caching},${discovered.slice(1)}`,
    serverInfo: modernInfo,
    modernPrefix,
  }
}

/** What a server declares to have; one that has nothing yet is taken for a server of tools. */
interface Capabilities {
  readonly tools?: JsonObject
  readonly prompts?: JsonObject
  readonly resources?: JsonObject
  readonly completions?: JsonObject
  readonly logging: JsonObject
}

function capabilitiesOf(settings: McpServerSettings, completes: boolean): Capabilities {
  const { tools, prompts = [], resources = [], resourceReaders = [] } = settings
  const readsResources = resources.length + resourceReaders.length > 0
  const hasTools = tools.length > 0 || (prompts.length === 0 && !readsResources)
  return {
    ...(hasTools ? { tools: {} } : {}),
    ...(prompts.length > 0 ? { prompts: {} } : {}),
    ...(readsResources ? { resources: {} } : {}),
    ...(completes ? { completions: {} } : {}),
    // Handlers may send log messages; whoever does must declare it (MCP, server/utilities/logging).
    logging: {},
  }
}

/** The lists of what is declared; a method of anything else does not exist (MCP, basic/lifecycle, capabilities). */
function createLists(
  { tools, prompts = [], resources = [], pageSize }: McpServerSettings,
  capabilities: Capabilities,
  modernStart: string,
): McpServer['lists'] {
  const list = (method: keyof typeof listMethods, entries: readonly unknown[]) =>
    [method, createListPages({ member: listMethods[method], entries, pageSize, modernStart })] as const
  const defined = resources.map(({ resource }) => resource)
  return new Map([
    ...(capabilities.tools === undefined
      ? []
      : [
          list(
            'tools/list',
            tools.map(({ tool }) => tool.listing),
          ),
        ]),
    ...(capabilities.prompts === undefined
      ? []
      : [
          list(
            'prompts/list',
            prompts.map(({ prompt }) => prompt.listing),
          ),
        ]),
    ...(capabilities.resources === undefined
      ? []
      : [
          list(
            'resources/list',
            defined.flatMap(({ listing }) => listing ?? []),
          ),
          list(
            'resources/templates/list',
            defined.flatMap(({ template }) => template?.listing ?? []),
          ),
        ]),
  ])
}

function createViews(
  settings: McpServerSettings,
  listsOf: (shown: McpServerSettings) => McpServer['lists'],
): McpServer['views'] {
  const { access, tools, prompts = [], resources = [] } = settings
  if (access === undefined || access.manner.listing === 'all') return undefined
  return new ListViews(access, (isListed) => {
    const shown = <Item extends ServedTool | ServedPrompt | ServedResource>(items: readonly Item[]) =>
      items.filter((item) => isListed(item.access))
    return {
      lists: listsOf({
        ...settings,
        tools: shown(tools),
        prompts: shown(prompts),
        resources: shown(resources),
      }),
    }
  })
}

/**
 * Compiles the argument checks of all items, one at a time with pauses, so that the first call of each does not wait for
 * it and other requests are served meanwhile.
 */
export async function warmItems({ tools, settings }: McpServer): Promise<void> {
  const checks = [
    ...[...tools.values()].flatMap(({ tool }) => [tool.arguments, tool.answer ?? []].flat()),
    ...(settings.prompts ?? []).map(({ prompt }) => prompt.tool.arguments),
    ...(settings.resources ?? []).map(({ resource }) => resource.tool.arguments),
  ]
  for (const check of checks) {
    await new Promise((resolve) => setTimeout(resolve, 0))
    check.warm()
  }
}
