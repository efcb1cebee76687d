import { nearestName } from '../../foundation/nearest-name.ts'
import { isJsonObject } from '../../openapi/json-object.ts'
import type { JsonSchema } from '../../openapi/schema-compiler.ts'
import { compileCompletions } from '../items/compile-completions.ts'
import { checkSettings } from '../items/check-settings.ts'
import { compileTool } from '../tools/compile-tool.ts'
import { nameFromRoute } from '../tools/name-tool.ts'
import type { PlannedValue } from '../tools/plan.ts'
import type { Tool, ToolProblem, ToolSource } from '../tools/tool.ts'
import { documentedType } from './documented-type.ts'
import type { Resource } from './resource.ts'
import { resourceSettings } from './settings.ts'
import { UriTemplate } from './uri-template.ts'

/** What became of an operation that is to be a resource. */
export interface CompiledResource {
  /** Undefined when it is not enabled, or has an error among its problems. */
  readonly resource: Resource | undefined
  readonly problems: readonly ToolProblem[]
}

/** Makes a resource of a GET operation, at start: its path and query parameters become variables of its address. */
export function compileResource(source: ToolSource): CompiledResource {
  const problems: ToolProblem[] = []
  const settings = checkSettings(resourceSettings, source, problems)
  if (settings === undefined || !settings.enabled) return { resource: undefined, problems }
  if (source.method !== 'GET') {
    problems.push({
      severity: 'error',
      code: 'SALLYPORT_MCP_RESOURCE_METHOD',
      at: 'operation',
      path: [],
      message: `A resource is read by GET; ${source.method} ${source.path} cannot be one.`,
      hint: 'Offer it as a tool, or make the operation a GET.',
    })
  }
  const name = settings.name ?? source.operationId ?? nameFromRoute(source.method, source.path)
  const mcp = settings.description === undefined ? {} : { description: settings.description }
  const compiled = compileTool(
    { ...source, mcp },
    { includeOutputSchema: false, includeStructuredContent: false },
  )
  // The name of a resource is for people; the rules for names of tools do not bind it.
  problems.push(...compiled.problems.filter(({ code }) => code !== 'SALLYPORT_MCP_TOOL_RENAMED'))
  if (compiled.tool === undefined) return { resource: undefined, problems }
  const resource = new ResourceCompiler(source, settings, name, compiled.tool, problems).compile()
  return { resource: problems.some(({ severity }) => severity === 'error') ? undefined : resource, problems }
}

type Settings = ReturnType<typeof resourceSettings.parse>

/** The media type of a user interface for MCP apps, whose addresses begin with `ui://`. */
const appType = 'text/html;profile=mcp-app'

class ResourceCompiler {
  private readonly source: ToolSource
  private readonly settings: Settings
  private readonly name: string
  private readonly tool: Tool
  private readonly problems: ToolProblem[]
  /** Arguments an address can hold, by the name of their variable: path parameters, then query parameters. */
  private readonly path: ReadonlyMap<string, string>
  private readonly query: ReadonlyMap<string, string>
  private readonly required: readonly string[]

  constructor(source: ToolSource, settings: Settings, name: string, tool: Tool, problems: ToolProblem[]) {
    this.source = source
    this.settings = settings
    this.name = name
    this.tool = tool
    this.problems = problems
    this.path = variablesOf(tool.plan.path.filter((part) => typeof part !== 'string'))
    this.query = variablesOf(tool.plan.query)
    this.required = requiredOf(tool.listing.inputSchema)
  }

  compile(): Resource | undefined {
    const address = this.settings.uri ?? this.defaultAddress()
    this.judgeParameters()
    const parsed = UriTemplate.parse(address)
    if (!parsed.ok)
      return this.refuse(['uri'], `"${address}" cannot be the address of a resource: ${parsed.error}.`)
    const template = parsed.value
    this.judgeVariables(template)
    const { settings, tool } = this
    const types = { configured: this.configuredType(address), documented: documentedType(this.source) }
    const described = this.describe(types.configured ?? types.documented)
    const isTemplate = template.variables.length > 0
    const fixedUri = isTemplate ? address.replaceAll(/\{[?&][^{}]*\}/g, '') : address
    const isReadable = this.required.length === 0 && !fixedUri.includes('{')
    return {
      name: this.name,
      listing: isReadable
        ? {
            uri: fixedUri,
            ...described,
            ...(settings.size === undefined ? {} : { size: settings.size }),
          }
        : undefined,
      template: isTemplate
        ? { listing: { uriTemplate: address, ...described }, uri: template, argumentOf: this.variables() }
        : undefined,
      tool,
      completions: compileCompletions(
        template.variables.flatMap((name) => this.variables().get(name) ?? []),
        tool.listing.inputSchema,
        settings.completions,
        this.problems,
      ),
      types,
      _meta: settings._meta,
    }
  }

  private variables(): ReadonlyMap<string, string> {
    return new Map([...this.query, ...this.path])
  }

  private defaultAddress(): string {
    const path = [...this.path.keys()].map((name) => `/{${name}}`).join('')
    const query = this.query.size === 0 ? '' : `{?${[...this.query.keys()].join(',')}}`
    return `mcp://resources/${encodeURIComponent(this.name)}${path}${query}`
  }

  private configuredType(address: string): string | undefined {
    return this.settings.mimeType ?? (address.startsWith('ui://') ? appType : undefined)
  }

  private describe(mimeType: string | undefined) {
    const { title, annotations, icons, _meta } = this.settings
    return {
      name: this.name,
      title: title ?? this.name,
      description: this.tool.listing.description,
      ...(mimeType === undefined ? {} : { mimeType }),
      ...(annotations === undefined ? {} : { annotations }),
      ...(icons === undefined ? {} : { icons }),
      ...(_meta === undefined ? {} : { _meta }),
    }
  }

  private judgeParameters(): void {
    const inAddress = [...this.variables().values()]
    for (const name of this.required) {
      if (inAddress.includes(name)) continue
      this.refuse(
        undefined,
        `The address of a resource cannot hold "${name}", which the operation requires.`,
        'Only path and query parameters can be part of an address; offer the operation as a tool.',
      )
    }
  }

  private judgeVariables({ variables }: UriTemplate): void {
    const known = this.variables()
    const names = [...known.keys()]
    for (const name of variables) {
      if (known.has(name)) continue
      const near = nearestName(name, names)
      this.refuse(
        ['uri'],
        `The operation has no path or query parameter "${name}".`,
        near === undefined ? `Known: ${names.join(', ') || 'none'}.` : `Did you mean "${near}"?`,
      )
    }
    for (const [name, argument] of known) {
      if (!this.required.includes(argument) || variables.includes(name)) continue
      this.refuse(['uri'], `The address lacks "${name}", which the operation requires.`, `Add "{${name}}".`)
    }
  }

  private refuse(path: readonly string[] | undefined, message: string, hint?: string): undefined {
    this.problems.push({
      severity: 'error',
      code: 'SALLYPORT_MCP_RESOURCE_ADDRESS',
      at: path === undefined || this.settings.uri === undefined ? 'operation' : 'mcp',
      path: path === undefined || this.settings.uri === undefined ? [] : path,
      message,
      ...(hint === undefined ? {} : { hint }),
    })
  }
}

function requiredOf(schema: JsonSchema): readonly string[] {
  const { required, properties } = schema
  if (!Array.isArray(required) || !isJsonObject(properties)) return []
  return required.map(String)
}

/** Variables of an address have no hyphens in their names (RFC 6570, section 2.3). */
function variablesOf(values: readonly PlannedValue[]): ReadonlyMap<string, string> {
  return new Map(values.map(({ argument }) => [argument.replaceAll('-', '_'), argument]))
}
