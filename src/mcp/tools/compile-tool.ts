import { checkShape } from '../../foundation/json/shape.ts'
import { isJsonObject } from '../../openapi/json-object.ts'
import { compileOperation, type OperationShape } from '../../openapi/operation.ts'
import { SchemaCompiler, type JsonSchema } from '../../openapi/schema-compiler.ts'
import { compileArguments } from './compile-arguments.ts'
import { compileConfirmation } from './confirmation.ts'
import { nameFromRoute, nameTool } from './name-tool.ts'
import { findSchemaProblem, SchemaValidator } from './schema-validator.ts'
import { toolSettings, type ToolSettings } from './tool-settings.ts'
import type { Tool, ToolProblem, ToolSource } from './tool.ts'

/** What a server wants of all its tools. */
export interface ToolDefaults {
  /** Publish an outputSchema where the operation describes its JSON answer. */
  readonly includeOutputSchema: boolean
  /** Give JSON answers as structuredContent too. */
  readonly includeStructuredContent: boolean
}

/** What became of an operation. */
export interface CompiledTool {
  /** Undefined when the operation is not enabled, or has an error among its problems. */
  readonly tool: Tool | undefined
  readonly problems: readonly ToolProblem[]
}

/** Makes a tool of an operation, at start: its listing, and the plan by which a call becomes a request. */
export function compileTool(source: ToolSource, defaults: ToolDefaults): CompiledTool {
  const problems: ToolProblem[] = []
  const settings = checkSettings(source, problems)
  if (settings === undefined || !settings.enabled) return { tool: undefined, problems }
  const tool = assembleTool(source, settings, defaults, problems)
  return { tool: problems.some(({ severity }) => severity === 'error') ? undefined : tool, problems }
}

function checkSettings(source: ToolSource, problems: ToolProblem[]): ToolSettings | undefined {
  const { value, problems: found } = checkShape(toolSettings, source.mcp ?? {})
  for (const { severity, code, path, message, hint } of found) {
    problems.push({ severity, code, at: 'mcp', path, message, ...(hint === undefined ? {} : { hint }) })
  }
  return value
}

function assembleTool(
  source: ToolSource,
  settings: ToolSettings,
  defaults: ToolDefaults,
  problems: ToolProblem[],
): Tool {
  const shape = compileOperation(source)
  const compiler = new SchemaCompiler(source.document, 'input')
  const { schema, plan } = compileArguments({ method: source.method, path: source.path, shape, compiler })
  for (const problem of [...shape.problems, ...compiler.problems])
    problems.push({ at: 'operation', ...problem })
  judgeSchema(schema, problems)
  const output = defaults.includeOutputSchema ? compileOutput(source, shape) : undefined
  const { annotations, _meta, confirm } = settings
  const confirmed = confirm === false ? undefined : compileConfirmation(confirm, schema)
  problems.push(...(confirmed?.problems ?? []))
  return {
    listing: {
      name: chooseName(source, settings, problems),
      description: chooseDescription(source, settings),
      inputSchema: confirmed?.listed ?? schema,
      ...(output === undefined ? {} : { outputSchema: output }),
      ...(annotations === undefined ? {} : { annotations }),
      ...(_meta === undefined ? {} : { _meta }),
    },
    plan,
    arguments: new SchemaValidator(schema),
    ...(confirmed === undefined ? {} : { confirmation: confirmed.confirmation }),
    answer: output === undefined ? undefined : new SchemaValidator(output),
    // A published outputSchema binds the server to structuredContent (MCP 2025-06-18 and later, server/tools).
    isStructured: defaults.includeStructuredContent || output !== undefined,
  }
}

function chooseName(source: ToolSource, settings: ToolSettings, problems: ToolProblem[]): string {
  const wanted = settings.name ?? source.operationId
  if (wanted === undefined) return nameFromRoute(source.method, source.path)
  const name = nameTool(wanted)
  if (name !== wanted) {
    problems.push({
      severity: 'warning',
      code: 'SALLYPORT_MCP_TOOL_RENAMED',
      at: settings.name === undefined ? 'operation' : 'mcp',
      path: [settings.name === undefined ? 'operationId' : 'name'],
      message: `Not every client accepts "${wanted}" as a tool name; the tool is called "${name}".`,
      hint: 'Use up to 64 letters, digits, "_" and "-".',
    })
  }
  return name
}

function chooseDescription(source: ToolSource, settings: ToolSettings): string {
  for (const text of [settings.description, source.operation['description'], source.operation['summary']]) {
    if (typeof text === 'string' && text.trim() !== '') return text
  }
  return `Calls ${source.method} ${source.path}.`
}

function judgeSchema(schema: JsonSchema, problems: ToolProblem[]): void {
  const invalid = findSchemaProblem(schema)
  if (invalid === undefined) return
  problems.push({
    severity: 'error',
    code: 'SALLYPORT_MCP_INVALID_SCHEMA',
    at: 'operation',
    path: [],
    message: `The input schema is not valid: ${invalid}.`,
    hint: 'A tool whose arguments cannot be checked is not served; keep schemas and $refs valid and inside the file.',
  })
}

/**
 * The schema of a successful answer. There is none unless every 2xx response has the same JSON object schema: a tool
 * must not publish what some of its answers would break.
 */
function compileOutput(source: ToolSource, shape: OperationShape): JsonSchema | undefined {
  const [first, ...others] = shape.responses
  if (first === undefined || first.schema === undefined) return undefined
  const text = JSON.stringify(first.schema)
  if (others.some(({ schema }) => JSON.stringify(schema) !== text)) return undefined
  const compiler = new SchemaCompiler(source.document, 'output')
  const compiled = compiler.compile(first.schema, ['responses'])
  const definitions = compiler.definitions
  const reference = typeof compiled['$ref'] === 'string' ? compiled['$ref'] : ''
  const root = definitions[reference.slice(reference.lastIndexOf('/') + 1)] ?? compiled
  const schema = { ...root, ...(Object.keys(definitions).length === 0 ? {} : { $defs: definitions }) }
  // Revisions before 2026-07-28 know only objects as structuredContent.
  const usable =
    root['type'] === 'object' &&
    isJsonObject(root) &&
    compiler.problems.every(({ severity }) => severity === 'warning')
  return usable && findSchemaProblem(schema) === undefined ? schema : undefined
}
