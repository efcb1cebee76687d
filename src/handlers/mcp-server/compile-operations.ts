import type { HandlerSetup } from '../../gateway/handler.ts'
import { compileGraphql } from '../../mcp/graphql/compile-graphql.ts'
import { fillRequest } from '../../mcp/items/fill-request.ts'
import { compilePrompt } from '../../mcp/prompts/compile-prompt.ts'
import type { ServedPrompt, ServedResource, ServedTool } from '../../mcp/protocol/mcp-server.ts'
import type { DescribedTool, LeftOutOperation } from '../../mcp/protocol/server-description.ts'
import { compileResource } from '../../mcp/resources/compile-resource.ts'
import { compileTool } from '../../mcp/tools/compile-tool.ts'
import { forwardHeaders } from '../../mcp/tools/forward-headers.ts'
import { withHash } from '../../mcp/tools/name-tool.ts'
import type { ProfileName } from '../../mcp/tools/profiles/profile.ts'
import type { Tool, ToolProblem } from '../../mcp/tools/tool.ts'
import { spellFile } from './find-operations.ts'
import { RuleJudge } from './judge-rules.ts'
import { listOperations, type ListedOperation } from './list-operations.ts'
import { operationSource } from './operation-source.ts'
import type { McpServerOptions } from './options.ts'
import { ProblemReport } from './report-problems.ts'
import { ServerAccess, type CompiledAccess } from './server-access.ts'

type Route = HandlerSetup['route']

/** What the operations of a server became, each in the order of its operations. */
export interface CompiledOperations {
  readonly tools: readonly ServedTool[]
  readonly prompts: readonly ServedPrompt[]
  readonly resources: readonly ServedResource[]
  readonly access: CompiledAccess
  /** The tools again, with what was found in their operations. */
  readonly described: readonly DescribedTool[]
  readonly leftOut: readonly LeftOutOperation[]
}

/** Schema profiles that the tools of a server are listed in; the first is the usual one. */
export function profilesOf({ profile, clientProfiles }: McpServerOptions): readonly ProfileName[] {
  return [...new Set([profile, ...Object.values(clientProfiles)])]
}

/**
 * Finds the operations an MCP server lists and makes tools, prompts and resources of them; whatever stands in the way is
 * reported.
 */
export function compileOperations(options: McpServerOptions, setup: HandlerSetup): CompiledOperations {
  return new OperationsCompiler(setup, profilesOf(options), new ServerAccess(options, setup)).compile(
    listOperations(options, setup),
  )
}

/** A tool that was made of a listed operation. */
interface MadeTool {
  readonly tool: Tool
  readonly entry: ListedOperation
}

class OperationsCompiler {
  private readonly setup: HandlerSetup
  private readonly access: ServerAccess
  private readonly profiles: readonly ProfileName[]
  private readonly rules: RuleJudge
  private readonly report: ProblemReport
  private readonly made: MadeTool[] = []
  private readonly tools: ServedTool[] = []
  private readonly prompts: ServedPrompt[] = []
  private readonly resources: ServedResource[] = []
  private readonly described: DescribedTool[] = []
  private readonly leftOut: LeftOutOperation[] = []
  private readonly problems = new Map<ListedOperation, readonly ToolProblem[]>()
  /** What every name and address is taken by. */
  private readonly taken = new Map<string, string>()

  constructor(setup: HandlerSetup, profiles: readonly ProfileName[], access: ServerAccess) {
    this.setup = setup
    this.profiles = profiles
    this.access = access
    this.rules = new RuleJudge(setup)
    this.report = new ProblemReport(setup)
  }

  compile(listed: readonly ListedOperation[]): CompiledOperations {
    this.rules.judgeShapes()
    const endpoints = listed.filter(({ settings }) => settings.kind === 'graphql').length
    for (const entry of listed) this.add(entry, endpoints === 1)
    for (const { tool, entry } of tellApart(this.made)) this.addTool(tool, entry)
    this.rules.finish()
    this.report.finish()
    const { tools, prompts, resources, described, leftOut } = this
    return { tools, prompts, resources, described, leftOut, access: this.access.finish() }
  }

  private add(entry: ListedOperation, isOnly: boolean): void {
    if (this.refuseKind(entry)) return
    const { kind } = entry.settings
    if (kind === 'prompt') this.addPrompt(entry)
    else if (kind === 'resource') this.addResource(entry)
    else {
      const tools = kind === 'graphql' ? this.compileGraphql(entry, isOnly) : this.compileTool(entry)
      for (const tool of tools) this.made.push({ tool, entry })
      if (tools.length === 0) this.leave(entry)
    }
  }

  private addTool(tool: Tool, entry: ListedOperation): void {
    const { name } = tool.listing
    if (!this.take('tool', name, entry)) return
    const access = this.access.ruleOf('tool', name, entry, (args) => tool.arguments.findProblem(args))
    this.tools.push({ tool, access, dispatch: this.wayTo(entry.route) })
    this.described.push({ tool, operation: labelOf(entry.route), problems: this.problems.get(entry) ?? [] })
  }

  private leave(entry: ListedOperation): void {
    const problems = this.problems.get(entry) ?? []
    const reasons = problems.filter(({ severity }) => severity === 'error').map(({ message }) => message)
    const operation = labelOf(entry.route)
    this.leftOut.push({ operation, reasons: reasons.length === 0 ? ['It is not enabled.'] : reasons })
  }

  private compileTool(entry: ListedOperation): readonly Tool[] {
    const { includeOutputSchema, includeStructuredContent } = entry
    const defaults = { includeOutputSchema, includeStructuredContent, profiles: this.profiles }
    const { tool, problems, missing } = compileTool(operationSource(entry), defaults)
    this.note(problems, entry)
    if (tool === undefined) return []
    this.rules.addTool(entry.route, missing)
    return [tool]
  }

  private compileGraphql(entry: ListedOperation, isOnly: boolean): readonly Tool[] {
    const { includeStructuredContent } = entry
    const { tools, problems } = compileGraphql(operationSource(entry), { isOnly, includeStructuredContent })
    this.note(problems, entry)
    return tools
  }

  private note(problems: readonly ToolProblem[], entry: ListedOperation): void {
    this.problems.set(entry, problems)
    this.report.add(problems, entry)
  }

  private addPrompt(entry: ListedOperation): void {
    const { prompt, problems } = compilePrompt(operationSource(entry))
    this.note(problems, entry)
    if (prompt === undefined || !this.take('prompt', prompt.listing.name, entry)) return
    const { tool } = prompt
    const access = this.access.ruleOf('prompt', prompt.listing.name, entry, (args) =>
      findTextProblem(tool, args),
    )
    this.prompts.push({ prompt, access, dispatch: this.wayTo(entry.route) })
  }

  private addResource(entry: ListedOperation): void {
    const { resource, problems } = compileResource(operationSource(entry))
    this.note(problems, entry)
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

/**
 * Gives tools of one name, that were listed without anybody naming them, names that differ: each ends with a hash of its
 * method and path, so that it does not depend on the others or on their order. Where somebody named both, that is a
 * mistake, which is reported later.
 */
function tellApart(made: readonly MadeTool[]): readonly MadeTool[] {
  const counts = new Map<string, number>()
  for (const { tool } of made) counts.set(tool.listing.name, (counts.get(tool.listing.name) ?? 0) + 1)
  return made.map(({ tool, entry }) => {
    const { name } = tool.listing
    if (!entry.isSwept || counts.get(name) === 1) return { tool, entry }
    return { tool: renameTool(tool, withHash(name, `${entry.route.method} ${entry.route.path}`)), entry }
  })
}

function renameTool(tool: Tool, name: string): Tool {
  const listings = new Map(
    [...(tool.listings ?? [])].map(([profile, listing]) => [profile, { ...listing, name }]),
  )
  return { ...tool, listing: { ...tool.listing, name }, listings }
}

/** Arguments of prompts and resources travel as text. */
function findTextProblem(tool: Tool, args: Readonly<Record<string, unknown>>): string | undefined {
  const request = fillRequest(tool, args)
  return request.ok ? undefined : `The arguments do not fit: ${request.error}.`
}

function labelOf({ operationId, method, path, file }: Route): string {
  return `${operationId ?? `${method} ${path}`} in ${spellFile(file)}`
}
