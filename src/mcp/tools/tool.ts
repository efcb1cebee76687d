import type { Reply } from '../../gateway/exchange.ts'
import type { JsonObject } from '../../openapi/json-object.ts'
import type { OperationSource } from '../../openapi/operation.ts'
import type { JsonSchema } from '../../openapi/schema-compiler.ts'
import type { SchemaValidator } from './schema-validator.ts'
import type { ToolArguments, ToolPlan, ToolRequest } from './plan.ts'
import type { ToolResult } from './tool-result.ts'

/** The operation a tool is made of; a route definition is one. */
export interface ToolSource extends OperationSource {
  /** Path template of the route, such as `/books/{id}`. */
  readonly path: string
  /** Upper case. */
  readonly method: string
  readonly operationId: string | undefined
  /** `x-zuplo-route.mcp`, unjudged. */
  readonly mcp: JsonObject | undefined
}

/** What tools/list says of a tool, in the order of its keys. */
export interface ToolListing {
  readonly name: string
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

/** A tool, compiled at start. */
export interface Tool {
  readonly listing: ToolListing
  readonly plan: ToolPlan
  readonly arguments: SchemaValidator
  /** Judges answers against the published outputSchema; undefined when none is published. */
  readonly answer: SchemaValidator | undefined
  /** What the user is asked before a call runs; undefined when nothing is. */
  readonly confirmation?: Confirmation
  /** True when JSON objects are also given as structuredContent. */
  readonly isStructured: boolean
  /** Serves a call whose arguments were checked, where a plan cannot say how (GraphQL). */
  readonly serve?: (
    args: ToolArguments,
    dispatch: (request: ToolRequest) => Promise<Reply>,
  ) => Promise<ToolResult>
}

/** Something about an operation that a person should change before it can be a tool. */
export interface ToolProblem {
  readonly severity: 'error' | 'warning'
  readonly code: string
  /** Which object of the project it stands in. */
  readonly at: 'operation' | 'mcp'
  /** Keys and indexes from that object down. */
  readonly path: readonly (string | number)[]
  readonly message: string
  readonly hint?: string
}
