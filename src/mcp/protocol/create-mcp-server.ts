import type { ServedState } from '../../gateway/change-feed.ts'
import type { JsonObject } from '../../openapi/json-object.ts'
import { ListViews } from '../access/list-views.ts'
import { listModernTool, listTool } from '../tools/profiles/list-tools.ts'
import type { ProfileName } from '../tools/profiles/profile.ts'
import { listMethods } from './methods/list-items.ts'
import { createListPages, type ListPages } from './methods/list-pages.ts'
import type {
  McpServer,
  McpServerSettings,
  ServedPrompt,
  ServedResource,
  ServedTool,
  ServerLists,
} from './mcp-server.ts'
import { QuietWatch } from './quiet-watch.ts'
import { RunningCalls } from './running-calls.ts'
import { legacyRevisions, metaKeys, modernRevisions } from './revisions.ts'

/**
 * How long clients may keep tools/list and server/discover, milliseconds: a minute where only a new start changes them,
 * a second where the gateway is reloaded while it runs, for clients that do not listen.
 */
const keptFor = { still: 60_000, live: 1000 }

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
  // A list that depends on who asks must not be shared, even where nobody signs in.
  const caching = cachingOf(settings, isPrivate || (settings.schemas?.clients.length ?? 0) > 0)
  const told = instructions === undefined ? {} : { instructions }
  const discovered = JSON.stringify({
    supportedVersions: modernRevisions,
    capabilities: settings.isLive ? announceChanges(capabilities) : capabilities,
    ...told,
  })
  const write = (shown: McpServerSettings): ServerLists => ({
    lists: createLists(shown, capabilities, `${modernPrefix},${caching}`),
    clientLists: createClientLists(shown, modernPrefix),
  })
  const written = write(settings)
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
    ...written,
    views: createViews(settings, write),
    state: stateOf(written.lists),
    quietWatch: new QuietWatch(settings.streamAfterMs),
    running: new RunningCalls(),
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

/** News travels by subscriptions/listen, which legacy clients do not have. */
function announceChanges(capabilities: Capabilities): JsonObject {
  const kinds = ['tools', 'prompts', 'resources'] as const
  const changing = kinds.filter((kind) => capabilities[kind] !== undefined)
  return { ...capabilities, ...Object.fromEntries(changing.map((kind) => [kind, { listChanged: true }])) }
}

function stateOf(lists: McpServer['lists']): ServedState {
  const state: Record<string, string> = {}
  for (const [method, { first, following }] of lists) {
    const kind = method.slice(0, method.indexOf('/'))
    const pages = [first, ...following.values()].map(({ legacy }) => legacy)
    state[kind] = [...(kind in state ? [state[kind]] : []), ...pages].join('')
  }
  return state
}

/** The lists of what is declared; a method of anything else does not exist (MCP, basic/lifecycle, capabilities). */
function createLists(
  settings: McpServerSettings,
  capabilities: Capabilities,
  modernStart: string,
): McpServer['lists'] {
  const { prompts = [], resources = [], schemas, pageSize } = settings
  const list = (method: keyof typeof listMethods, entries: readonly unknown[]) =>
    [method, createListPages({ member: listMethods[method], entries, pageSize, modernStart })] as const
  const defined = resources.map(({ resource }) => resource)
  return new Map([
    ...(capabilities.tools === undefined
      ? []
      : [['tools/list', createToolList(settings, schemas?.profile ?? 'default', modernStart)] as const]),
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
  write: (shown: McpServerSettings) => ServerLists,
): McpServer['views'] {
  const { access, tools, prompts = [], resources = [] } = settings
  if (access === undefined || access.manner.listing === 'all') return undefined
  return new ListViews(access, (isListed) => {
    const shown = <Item extends ServedTool | ServedPrompt | ServedResource>(items: readonly Item[]) =>
      items.filter((item) => isListed(item.access))
    return write({
      ...settings,
      tools: shown(tools),
      prompts: shown(prompts),
      resources: shown(resources),
    })
  })
}

function createToolList(
  { tools, pageSize }: McpServerSettings,
  profile: ProfileName,
  modernStart: string,
): ListPages {
  return createListPages({
    member: listMethods['tools/list'],
    entries: tools.map(({ tool }) => listTool(tool, profile)),
    modernEntries: tools.map(({ tool }) => listModernTool(tool, profile)),
    pageSize,
    modernStart,
  })
}

/** One list for each profile, however many names of clients lead to it. */
function createClientLists(settings: McpServerSettings, modernPrefix: string): McpServer['clientLists'] {
  const modernStart = `${modernPrefix},${cachingOf(settings, true)}`
  const byProfile = new Map<ProfileName, ListPages>()
  return (settings.schemas?.clients ?? []).map(({ matches, profile }) => {
    const pages = byProfile.get(profile) ?? createToolList(settings, profile, modernStart)
    byProfile.set(profile, pages)
    return { matches, pages }
  })
}

/** MCP 2026-07-28, server/utilities/caching: "public" only when the answer does not depend on the caller. */
function cachingOf({ isLive }: McpServerSettings, isPrivate: boolean): string {
  return `"ttlMs":${keptFor[isLive ? 'live' : 'still']},"cacheScope":"${isPrivate ? 'private' : 'public'}"`
}

/** Work that is done ahead, milliseconds; thousands of large schemas would keep a core busy for a minute. */
const longestWarming = 3_000

/**
 * Compiles the argument checks of all items, one at a time with pauses, so that the first call of each does not wait for
 * it and other requests are served meanwhile. Items it does not reach in time compile theirs at their first call.
 */
export async function warmItems({ tools, settings }: McpServer, longest = longestWarming): Promise<void> {
  const checks = [
    ...[...tools.values()].flatMap(({ tool }) => [tool.arguments, tool.answer ?? []].flat()),
    ...(settings.prompts ?? []).map(({ prompt }) => prompt.tool.arguments),
    ...(settings.resources ?? []).map(({ resource }) => resource.tool.arguments),
  ]
  let worked = 0
  for (const check of checks) {
    if (worked > longest) return
    await new Promise((resolve) => setTimeout(resolve, 0))
    const start = performance.now()
    check.warm()
    worked += performance.now() - start
  }
}
