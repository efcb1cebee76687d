import type { ServedState } from '../../gateway/change-feed.ts'
import type { Exchange, Reply } from '../../gateway/exchange.ts'
import type { GatewayContext } from '../../gateway/request-context.ts'
import type { ToolPolicies } from '../../gateway/tool-call.ts'
import type { JsonObject } from '../../openapi/json-object.ts'
import type { AccessModel } from '../access/model.ts'
import type { AccessRule } from '../access/rule.ts'
import type { ListViews } from '../access/list-views.ts'
import type { Prompt } from '../prompts/prompt.ts'
import type { Resource, ResourceReader } from '../resources/resource.ts'
import type { ToolRequest } from '../tools/plan.ts'
import type { ProfileName } from '../tools/profiles/profile.ts'
import type { Tool } from '../tools/tool.ts'
import type { ListPages } from './methods/list-pages.ts'
import type { QuietWatch } from './quiet-watch.ts'
import type { RunningCalls } from './running-calls.ts'

/** What every item of a server has beside its own. */
interface ServedItem {
  /** Who may use it; absent = whoever the policies let pass. */
  readonly access?: AccessRule | undefined
}

/** A tool and the way to its route. */
export interface ServedTool extends ServedItem {
  readonly tool: Tool
  /** Runs a request through the policies and the handler of the tool's route, in process. */
  dispatch(request: ToolRequest, exchange: Exchange, context: GatewayContext): Promise<Reply>
}

/** A prompt and the way to its route. */
export interface ServedPrompt extends ServedItem {
  readonly prompt: Prompt
  readonly dispatch: ServedTool['dispatch']
}

/** A resource and the way to its route. */
export interface ServedResource extends ServedItem {
  readonly resource: Resource
  readonly dispatch: ServedTool['dispatch']
}

/** What clients may show of a server beside its name and version. */
export interface ServerProfile {
  readonly title?: string
  readonly websiteUrl?: string
  readonly icons?: readonly JsonObject[]
}

/** Schema profiles of a server. */
export interface SchemaChoice {
  /** For everyone but those below. */
  readonly profile: ProfileName
  /** For clients by their names; the first that matches. */
  readonly clients: readonly { readonly matches: (name: string) => boolean; readonly profile: ProfileName }[]
}

/** What an MCP server is made of. */
export interface McpServerSettings {
  readonly name: string
  readonly version: string
  /** Told to clients at the start, for the model. */
  readonly instructions: string | undefined
  /** In the order of tools/list; names are unique. */
  readonly tools: readonly ServedTool[]
  /** In the order of prompts/list; names are unique. */
  readonly prompts?: readonly ServedPrompt[]
  /** In the order of resources/list; addresses are unique. */
  readonly resources?: readonly ServedResource[]
  /** Readers of resources that are no operation. */
  readonly resourceReaders?: readonly ResourceReader[]
  readonly profile?: ServerProfile
  /** Judges the rules of the items; absent where no item has one. */
  readonly access?: AccessModel | undefined
  /** Policies of the server's route that are asked of each tool call; absent where none is. */
  readonly toolPolicies?: ToolPolicies | undefined
  /** How the schemas of tools are said; absent = with what every client takes. */
  readonly schemas?: SchemaChoice
  /** Most entries on one page of a list; undefined = all of them. */
  readonly pageSize?: number | undefined
  /** True when answers may differ from caller to caller, so that no shared cache may keep them. */
  readonly isPrivate: boolean
  /** True when the CORS policy of the server's route allows a web origin. */
  readonly corsAllows: (origin: string) => boolean
  /** How long a request may be quiet before its answer becomes an event stream, milliseconds. */
  readonly streamAfterMs: number
  /** How often a quiet event stream shows that it lives, milliseconds. */
  readonly keepAliveMs: number
  /** True when the lists may change while clients are connected, who can listen for it. */
  readonly isLive: boolean
  /** Log every message, without its arguments. */
  readonly debugMode: boolean
}

/** The lists of a server, written as text. */
export interface ServerLists {
  /** Results of the list methods this server has. */
  readonly lists: ReadonlyMap<string, ListPages>
  /** tools/list for clients that have a profile of their own. */
  readonly clientLists: readonly {
    readonly matches: (name: string) => boolean
    readonly pages: ListPages
  }[]
}

/** An MCP server, with everything that never changes already written as text. */
export interface McpServer extends ServerLists {
  readonly settings: McpServerSettings
  readonly tools: ReadonlyMap<string, ServedTool>
  readonly prompts: ReadonlyMap<string, ServedPrompt>
  /** Resources that are read without arguments, by their address. */
  readonly resources: ReadonlyMap<string, ServedResource>
  /** Resources whose address has variables. */
  readonly templates: readonly ServedResource[]
  /** The lists as different callers see them; undefined where all see all. */
  readonly views: ListViews<ServerLists> | undefined
  /** True when the arguments of some prompt or template can be completed. */
  readonly completes: boolean
  /** Result of initialize, by negotiated revision. */
  readonly initialized: ReadonlyMap<string, string>
  /** Result of server/discover. */
  readonly discovered: string
  /** The lists as one text for each kind that is declared, to find out what changed. */
  readonly state: ServedState
  /** Finds requests whose answer should become an event stream. */
  readonly quietWatch: QuietWatch
  /** Legacy requests being served. */
  readonly running: RunningCalls
  readonly serverInfo: { readonly name: string; readonly version: string }
  /** Start of every modern result, up to where its own members go: `{"resultType":"complete","_meta":{…}`. */
  readonly modernPrefix: string
}
