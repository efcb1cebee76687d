import type { Reply } from '../../gateway/exchange.ts'
import type { JsonObject } from '../../openapi/json-object.ts'
import type { OperationSource } from '../../openapi/operation.ts'
import type { JsonSchema } from '../../openapi/schema-compiler.ts'
import type { CuratedArguments } from './curation/restore-arguments.ts'
import type { ProfileName } from './profiles/profile.ts'
import type { SchemaValidator } from './schema-validator.ts'
import type { ResponseShape } from './shaping/response-shape.ts'
import type { ToolArguments, ToolPlan, ToolRequest } from './plan.ts'
import type { ToolResult } from './tool-result.ts'

/** What a rule of the project says of operations it matches. */
export interface SettingsRule {
  /** As `x-zuplo-route.mcp`, unjudged. */
  readonly mcp: JsonObject
  /** Where it stands. */
  readonly place: { readonly file: string; readonly path: readonly (string | number)[] }
}

/** The operation a tool is made of; a route definition is one. */
export interface ToolSource extends OperationSource {
  /** Path template of the route, such as `/books/{id}`. */
  readonly path: string
  /** Set where the path is a URL pattern; without a template no call can say what to put in its place. */
  readonly urlPattern?: { readonly template: string | undefined }
  /** Upper case. */
  readonly method: string
  readonly operationId: string | undefined
  /** `x-zuplo-route.mcp`, unjudged. */
  readonly mcp: JsonObject | undefined
  /** Rules that speak of the operation, by rising precedence; `mcp` wins over all. */
  readonly toolRules?: readonly SettingsRule[]
}

/** What tools/list says of a tool, in the order of its keys. */
export interface ToolListing {
  readonly name: string
  readonly title?: string
  readonly description: string
  readonly inputSchema: JsonSchema
  readonly outputSchema?: JsonSchema
  readonly annotations?: JsonObject
  readonly _meta?: JsonObject
}

/** What a call asks its user before it runs. */
export interface Confirmation {
  /** The question, in pieces: literal text, and names of arguments. */
  readonly question: readonly (string | { readonly argument: string })[]
}

/** An argument that clients of MCP 2026-07-28 mirror in a header. */
export interface MirroredArgument {
  readonly argument: string
  /** As the schema says it: `Region` for the field `Mcp-Param-Region`. */
  readonly header: string
  /** The field, in lower case. */
  readonly field: string
}

/** A tool, compiled at start. */
export interface Tool {
  /** The definition as it was compiled, without simplification. */
  readonly listing: ToolListing
  /** The definition in each profile of the server; absent = the same in all. */
  readonly listings?: ReadonlyMap<ProfileName, ToolListing>
  readonly plan: ToolPlan
  /** Judges arguments as the model gives them, always by the whole schema. */
  readonly arguments: SchemaValidator
  /** How the model's arguments become those of the plan; undefined when they are the same. */
  readonly curated?: CuratedArguments | undefined
  readonly mirrored?: readonly MirroredArgument[]
  /** Judges answers against the published outputSchema; undefined when none is published, or nobody shall judge. */
  readonly answer: SchemaValidator | undefined
  /** What the user is asked before a call runs; undefined when nothing is. */
  readonly confirmation?: Confirmation
  /** True when JSON objects are also given as structuredContent. */
  readonly isStructured: boolean
  /** What of an answer the model gets; undefined = all of it. */
  readonly shape?: ResponseShape | undefined
  /** Serves a call whose arguments were checked, where a plan cannot say how (GraphQL). */
  readonly serve?: (
    args: ToolArguments,
    dispatch: (request: ToolRequest) => Promise<Reply>,
  ) => Promise<ToolResult>
}

/** Something about an operation that a person should change before it can be a tool, or should know of. */
export interface ToolProblem {
  /** A `note` is a simplification that is told where tools are listed, not at every start. */
  readonly severity: 'error' | 'warning' | 'note'
  readonly code: string
  /** Which object of the project it stands in. */
  readonly at: 'operation' | 'mcp'
  /** Keys and indexes from that object down. */
  readonly path: readonly (string | number)[]
  /** The object, when it is neither the operation nor its own settings, but those of a rule. */
  readonly rule?: SettingsRule
  readonly message: string
  readonly hint?: string
}
