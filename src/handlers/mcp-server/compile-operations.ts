import type { HandlerSetup } from '../../gateway/handler.ts'
import { compileGraphql } from '../../mcp/graphql/compile-graphql.ts'
import { fillRequest } from '../../mcp/items/fill-request.ts'
import { compilePrompt } from '../../mcp/prompts/compile-prompt.ts'
import type { ServedPrompt, ServedResource, ServedTool } from '../../mcp/protocol/mcp-server.ts'
import { compileResource } from '../../mcp/resources/compile-resource.ts'
import { compileTool } from '../../mcp/tools/compile-tool.ts'
import { forwardHeaders } from '../../mcp/tools/forward-headers.ts'
import type { Tool, ToolProblem, ToolSource } from '../../mcp/tools/tool.ts'
import { spellFile } from './find-operations.ts'
import { listOperations, type ListedOperation } from './list-operations.ts'
import type { McpServerOptions } from './options.ts'
import { ServerAccess, type CompiledAccess } from './server-access.ts'

type Route = HandlerSetup['route']

/** What the operations of a server became, each in the order of its operations. */
export interface CompiledOperations {
  readonly tools: readonly ServedTool[]
  readonly prompts: readonly ServedPrompt[]
  readonly resources: readonly ServedResource[]
  readonly access: CompiledAccess
}

/**
 * Finds the operations an MCP server lists and makes tools, prompts and resources of them; whatever stands in the way is
 * reported.
 */
export function compileOperations(options: McpServerOptions, setup: HandlerSetup): CompiledOperations {
  return new OperationsCompiler(setup, new ServerAccess(options, setup)).compile(
    listOperations(options, setup),
  )
}

class OperationsCompiler {
  private readonly setup: HandlerSetup
  private readonly access: ServerAccess
  private readonly tools: ServedTool[] = []
  private readonly prompts: ServedPrompt[] = []
  private readonly resources: ServedResource[] = []
  /** What every name and address is taken by. */
  private readonly taken = new Map<string, string>()

  constructor(setup: HandlerSetup, access: ServerAccess) {
    this.setup = setup
    this.access = access
  }

  compile(listed: readonly ListedOperation[]): CompiledOperations {
    const endpoints = listed.filter(({ settings }) => settings.kind === 'graphql').length
    for (const entry of listed) this.add(entry, endpoints === 1)
    const { tools, prompts, resources } = this
    return { tools, prompts, resources, access: this.access.finish() }
  }

  private add(entry: ListedOperation, isOnly: boolean): void {
    if (this.refuseKind(entry)) return
    const { kind } = entry.settings
    if (kind === 'prompt') this.addPrompt(entry)
    else if (kind === 'resource') this.addResource(entry)
    else {
      for (const tool of kind === 'graphql' ? this.compileGraphql(entry, isOnly) : this.compileTool(entry)) {
        if (this.take('tool', tool.listing.name, entry)) this.addTool(tool, entry)
      }
    }
  }

  private addTool(tool: Tool, entry: ListedOperation): void {
    const { name } = tool.listing
    const access = this.access.ruleOf('tool', name, entry, (args) => tool.arguments.findProblem(args))
    this.tools.push({ tool, access, dispatch: this.wayTo(entry.route) })
  }

  private compileTool(entry: ListedOperation): readonly Tool[] {
    const { tool, problems } = compileTool(sourceOf(entry), entry)
    this.report(problems, entry)
    return tool === undefined ? [] : [tool]
  }

  private compileGraphql(entry: ListedOperation, isOnly: boolean): readonly Tool[] {
    const { includeStructuredContent } = entry
    const { tools, problems } = compileGraphql(sourceOf(entry), { isOnly, includeStructuredContent })
    this.report(problems, entry)
    return tools
  }

  private addPrompt(entry: ListedOperation): void {
    const { prompt, problems } = compilePrompt(sourceOf(entry))
    this.report(problems, entry)
    if (prompt === undefined || !this.take('prompt', prompt.listing.name, entry)) return
    const { tool } = prompt
    const access = this.access.ruleOf('prompt', prompt.listing.name, entry, (args) =>
      findTextProblem(tool, args),
    )
    this.prompts.push({ prompt, access, dispatch: this.wayTo(entry.route) })
  }

  private addResource(entry: ListedOperation): void {
    const { resource, problems } = compileResource(sourceOf(entry))
    this.report(problems, entry)
    if (resource === undefined) return
    const address = resource.listing?.uri ?? resource.template?.listing.uriTemplate ?? ''
    if (!this.take('resource', resource.name, entry) || !this.take('address', address, entry)) return
    const { tool } = resource
    const access = this.access.ruleOf('resource', resource.name, entry, (args) => findTextProblem(tool, args))
    this.resources.push({ resource, access, dispatch: this.wayTo(entry.route) })
  }

  private wayTo(route: Route): ServedTool['dispatch'] {
    return (request, exchange, context) => {
      const headers = forwardHeaders(exchange.headers, request.headers)
      return this.setup.dispatch(route, { ...request, headers }, exchange, context)
    }
  }

  /** Refuses an operation that says to be something else than the list it stands in holds. */
  private refuseKind({ kind, settings, path, route }: ListedOperation): boolean {
    if (kind === undefined || settings.kind === kind) return false
    this.setup.report({
      severity: 'error',
      code: 'SALLYPORT_MCP_KIND',
      path,
      message: `${labelOf(route)} is listed as a ${kind}, but its x-zuplo-route.mcp.type is "${settings.kind}".`,
      hint: 'List it under "operations", where its type decides.',
    })
    return true
  }

  private report(problems: readonly ToolProblem[], { settings, route, isSwept }: ListedOperation): void {
    for (const { at, path, severity, ...problem } of problems) {
      const { file, path: operation } = route.place
      const place = { file, path: [...(at === 'mcp' ? settings.path : operation), ...path] }
      // Nobody asked for this operation by name: what cannot be offered is left out, and said.
      this.setup.report({ ...problem, severity: isSwept ? 'warning' : severity, path: [], place })
    }
  }

  /** Takes a name, unless another operation has it already, which is reported. */
  private take(
    what: 'tool' | 'prompt' | 'resource' | 'address',
    name: string,
    entry: ListedOperation,
  ): boolean {
    const label = labelOf(entry.route)
    const other = this.taken.get(`${what} ${name}`)
    if (other === undefined) {
      this.taken.set(`${what} ${name}`, label)
      return true
    }
    const isAddress = what === 'address'
    const noun = isAddress ? 'resource at' : what
    this.setup.report({
      severity: 'error',
      code: `SALLYPORT_MCP_DUPLICATE_${isAddress ? 'RESOURCE' : what.toUpperCase()}`,
      path: entry.path,
      message: `Two operations are both the ${noun} "${name}": ${other} and ${label}.`,
      hint: `Give one of them another x-zuplo-route.mcp.${isAddress ? 'uri' : 'name'}, or list it once.`,
    })
    return false
  }
}

/** The operation as the compile steps see it: with the settings of its generation, and what the options say over them. */
function sourceOf({ route, settings, overrides }: ListedOperation): ToolSource {
  const { file: _, ...source } = route
  const mcp =
    settings.mcp === undefined && Object.keys(overrides).length === 0
      ? undefined
      : { ...settings.mcp, ...overrides }
  return { ...source, mcp }
}

/** Arguments of prompts and resources travel as text. */
function findTextProblem(tool: Tool, args: Readonly<Record<string, unknown>>): string | undefined {
  const request = fillRequest(tool, args)
  return request.ok ? undefined : `The arguments do not fit: ${request.error}.`
}

function labelOf({ operationId, method, path, file }: Route): string {
  return `${operationId ?? `${method} ${path}`} in ${spellFile(file)}`
}
