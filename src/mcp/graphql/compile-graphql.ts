import type { Reply } from '../../gateway/exchange.ts'
import type { JsonObject } from '../../openapi/json-object.ts'
import { checkSettings } from '../items/check-settings.ts'
import { nameTool } from '../tools/name-tool.ts'
import type { ToolPlan, ToolRequest } from '../tools/plan.ts'
import { SchemaValidator } from '../tools/schema-validator.ts'
import type { Tool, ToolProblem, ToolSource } from '../tools/tool.ts'
import type { Post } from './serve-endpoint.ts'
import { graphqlSettings, type GraphqlSettings } from './settings.ts'

/** What became of an operation that is a GraphQL endpoint. */
export interface CompiledGraphql {
  /** The tools that read the schema and run queries; none when it is not enabled or has an error among its problems. */
  readonly tools: readonly Tool[]
  readonly problems: readonly ToolProblem[]
}

/** How a server wants the tools of its GraphQL operations. */
export interface GraphqlDefaults {
  /** True when the server has no other GraphQL operation, so that its tools need no prefix. */
  readonly isOnly: boolean
  readonly includeStructuredContent: boolean
}

/** Makes the two tools of a GraphQL endpoint, at start. */
export function compileGraphql(source: ToolSource, defaults: GraphqlDefaults): CompiledGraphql {
  const problems: ToolProblem[] = []
  const settings = checkSettings(graphqlSettings, source, problems)
  if (settings === undefined || !settings.enabled) return { tools: [], problems }
  const why =
    source.method !== 'POST' ? 'is not a POST' : source.path.includes('{') ? 'has parameters' : undefined
  if (why !== undefined) {
    problems.push({
      severity: 'error',
      code: 'SALLYPORT_MCP_GRAPHQL_ROUTE',
      at: 'operation',
      path: [],
      message: `GraphQL is served at a POST with a fixed path; ${source.method} ${source.path} ${why}.`,
      hint: 'Offer the operation as an ordinary tool, or move the endpoint.',
    })
    return { tools: [], problems }
  }
  // The library is large: a gateway without GraphQL never loads it, one with it does so at start.
  const endpoint = import('./serve-endpoint.ts')
  const prefix = prefixOf(
    settings.name ?? (defaults.isOnly ? 'graphql' : (source.operationId ?? source.path)),
  )
  return {
    tools: [
      introspectionTool(source, settings, prefix, endpoint),
      executionTool(source, settings, prefix, endpoint, defaults),
    ],
    problems,
  }
}

const introspectionArguments = {
  type: 'object',
  properties: {
    types: {
      type: 'array',
      items: { type: 'string' },
      maxItems: 100,
      description: 'Names of the types wanted, such as Query; the whole schema without it.',
    },
    depth: {
      type: 'integer',
      minimum: 0,
      maximum: 5,
      default: 0,
      description: 'How many steps to follow from these types to the types they refer to.',
    },
  },
  additionalProperties: false,
}

/** Leaves room for what tells the two tools apart. */
function prefixOf(text: string): string {
  return nameTool(text).slice(0, 64 - '_introspect'.length)
}

type Endpoint = Promise<typeof import('./serve-endpoint.ts')>

function introspectionTool(
  source: ToolSource,
  settings: GraphqlSettings,
  prefix: string,
  endpoint: Endpoint,
): Tool {
  const { name, description } = settings.introspectionTool ?? {}
  return {
    ...toolParts(source, introspectionArguments),
    listing: {
      name: name === undefined ? nameTool(`${prefix}_introspect`) : nameTool(name),
      description: description ?? `Reads the GraphQL schema${aboutOf(source, settings)}`,
      inputSchema: introspectionArguments,
      annotations: { readOnlyHint: true },
    },
    isStructured: false,
    serve: async (args, dispatch) =>
      (await endpoint).introspectEndpoint(args, postTo(source, dispatch), settings),
  }
}

const executionArguments = {
  type: 'object',
  properties: {
    query: { type: 'string', minLength: 1, maxLength: 100_000, description: 'GraphQL document to run.' },
    variables: { type: 'object', description: 'Values of its variables.' },
    operationName: { type: 'string', description: 'The operation to run, when the document has several.' },
  },
  required: ['query'],
  additionalProperties: false,
}

function executionTool(
  source: ToolSource,
  settings: GraphqlSettings,
  prefix: string,
  endpoint: Endpoint,
  { includeStructuredContent: isStructured }: GraphqlDefaults,
): Tool {
  const { readOnly } = settings
  const { name, description } = settings.executeTool ?? {}
  const kinds = readOnly ? 'a GraphQL query' : 'a GraphQL query or mutation'
  return {
    ...toolParts(source, executionArguments),
    listing: {
      name: name === undefined ? nameTool(`${prefix}_execute`) : nameTool(name),
      description: description ?? `Runs ${kinds}${aboutOf(source, settings)}`,
      inputSchema: executionArguments,
      annotations: readOnly ? { readOnlyHint: true } : { readOnlyHint: false, destructiveHint: true },
    },
    isStructured,
    serve: async (args, dispatch) =>
      (await endpoint).executeQuery(args, postTo(source, dispatch), settings, { isStructured }),
  }
}

/** Ends the sentence of a description with what the operation says of itself. */
function aboutOf(source: ToolSource, { description }: GraphqlSettings): string {
  for (const text of [description, source.operation['description'], source.operation['summary']]) {
    if (typeof text === 'string' && text.trim() !== '') return `: ${text}`
  }
  return ` of ${source.path}.`
}

function toolParts(source: ToolSource, schema: JsonObject) {
  const plan: ToolPlan = {
    method: source.method,
    path: [source.path],
    query: [],
    headers: [],
    cookies: [],
    body: undefined,
  }
  return { plan, arguments: new SchemaValidator(schema), answer: undefined }
}

function postTo({ method, path }: ToolSource, dispatch: (request: ToolRequest) => Promise<Reply>): Post {
  return (body) =>
    dispatch({
      method,
      path,
      search: '',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
      },
      params: {},
      body: JSON.stringify(body),
    })
}
