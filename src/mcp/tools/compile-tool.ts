import { isJsonObject } from '../../openapi/json-object.ts'
import { compileOperation, type OperationShape } from '../../openapi/operation.ts'
import { SchemaCompiler, type JsonSchema } from '../../openapi/schema-compiler.ts'
import { compileArguments } from './compile-arguments.ts'
import { compileConfirmation } from './confirmation.ts'
import { curateArguments, type ArgumentCuration, type MissingParameter } from './curation/curate-arguments.ts'
import { deriveAnnotations } from './curation/derive-annotations.ts'
import { resolveSettings, type ResolvedSettings } from './curation/resolve-settings.ts'
import { nameFromRoute, nameTool } from './name-tool.ts'
import type { ToolPlan } from './plan.ts'
import { applyProfile } from './profiles/apply-profile.ts'
import type { ProfileName } from './profiles/profile.ts'
import { findSchemaProblem, SchemaValidator } from './schema-validator.ts'
import { compileShape } from './shaping/compile-shape.ts'
import { deriveOutputSchema } from './shaping/derive-output-schema.ts'
import type { ToolSettings } from './tool-settings.ts'
import type { SettingsRule, Tool, ToolListing, ToolProblem, ToolSource } from './tool.ts'

/** What a server wants of all its tools. */
export interface ToolDefaults {
  /** Publish an outputSchema where the operation describes its JSON answer. */
  readonly includeOutputSchema: boolean
  /** Give JSON answers as structuredContent too. */
  readonly includeStructuredContent: boolean
  /** Schema profiles the server lists its tools in; none = as they were compiled. */
  readonly profiles?: readonly ProfileName[]
}

/** What became of an operation. */
export interface CompiledTool {
  /** Undefined when the operation is not enabled, or has an error among its problems. */
  readonly tool: Tool | undefined
  readonly problems: readonly ToolProblem[]
  /** Parameters that rules speak of and the operation does not have. */
  readonly missing: readonly MissingRuleParameter[]
}

/** A parameter of a rule that an operation does not have; an error only when none has it. */
export interface MissingRuleParameter extends MissingParameter {
  readonly rule: SettingsRule
}

/** Makes a tool of an operation, at start: its listing, and the plan by which a call becomes a request. */
export function compileTool(source: ToolSource, defaults: ToolDefaults): CompiledTool {
  return new ToolCompiler(source, defaults).compile()
}

class ToolCompiler {
  private readonly source: ToolSource
  private readonly defaults: ToolDefaults
  private readonly resolved: ResolvedSettings
  private readonly problems: ToolProblem[] = []
  private readonly missing: MissingRuleParameter[] = []

  constructor(source: ToolSource, defaults: ToolDefaults) {
    this.source = source
    this.defaults = defaults
    this.resolved = resolveSettings(source)
  }

  compile(): CompiledTool {
    const { problems, missing } = this
    for (const problem of this.resolved.problems) {
      const { severity, code, path, message, hint } = problem
      problems.push({ severity, code, at: 'mcp', path, message, ...(hint === undefined ? {} : { hint }) })
    }
    const { settings } = this.resolved
    if (settings === undefined || !settings.enabled) return { tool: undefined, problems, missing }
    const tool = this.assemble(settings)
    return {
      tool: problems.some(({ severity }) => severity === 'error') ? undefined : tool,
      problems,
      missing,
    }
  }

  private assemble(settings: ToolSettings): Tool {
    const { source, defaults, problems } = this
    const shape = compileOperation(source)
    const compiler = new SchemaCompiler(source.document, 'input')
    const { method } = source
    const path = this.pathTemplate()
    // A body that says more than its properties is the whole of the arguments only where everyone may be told so.
    const keepsComposition = (settings.profile ?? defaults.profiles?.[0]) === 'strict'
    const { schema, plan } = compileArguments({ method, path, shape, compiler, keepsComposition })
    for (const problem of [...shape.problems, ...compiler.problems])
      problems.push({ at: 'operation', ...problem })
    judgeSchema(schema, problems)
    const curation = this.curate(schema, plan, settings)
    const output = this.chooseOutput(shape, settings)
    const confirmed =
      settings.confirm === false ? undefined : compileConfirmation(settings.confirm, curation.schema)
    problems.push(...(confirmed?.problems ?? []))
    const listing = this.list(settings, confirmed?.listed ?? curation.schema, output)
    return {
      listing,
      listings: this.applyProfiles(listing, settings),
      plan,
      arguments: new SchemaValidator(curation.schema),
      curated: curation.curated,
      mirrored: curation.mirrored,
      ...(confirmed === undefined ? {} : { confirmation: confirmed.confirmation }),
      answer: output === undefined || !settings.validateOutput ? undefined : new SchemaValidator(output),
      // A published outputSchema binds the server to structuredContent (MCP 2025-06-18 and later, server/tools).
      isStructured:
        (settings.includeStructuredContent ?? defaults.includeStructuredContent) || output !== undefined,
      shape: compileShape(settings.response),
    }
  }

  private pathTemplate(): string {
    const { path, urlPattern } = this.source
    if (urlPattern === undefined) return path
    if (urlPattern.template === undefined)
      this.problems.push({
        at: 'operation',
        severity: 'error',
        code: 'SALLYPORT_MCP_UNSUPPORTED_PATH',
        path: [],
        message: `The path "${path}" matches more than named parameters can say, so no tool can call it.`,
        hint: 'Write it with :name parameters alone, or leave the operation out of the tools.',
      })
    return urlPattern.template ?? path
  }

  private curate(schema: JsonSchema, plan: ToolPlan, settings: ToolSettings): ArgumentCuration {
    const curation = curateArguments(schema, plan, settings.parameters ?? {})
    for (const { path, ...problem } of curation.problems)
      this.report('error', 'SALLYPORT_MCP_INVALID_PARAMETER', ['parameters', ...path], problem)
    for (const { name, hint } of curation.missing) {
      const rule = this.resolved.ruleAt(['parameters', name])
      if (rule !== undefined) this.missing.push({ name, hint, rule })
      else {
        const message = `The operation has no parameter "${name}".`
        this.report('error', 'SALLYPORT_MCP_UNKNOWN_PARAMETER', ['parameters', name], { message, hint })
      }
    }
    return curation
  }

  private list(
    settings: ToolSettings,
    inputSchema: JsonSchema,
    outputSchema: JsonSchema | undefined,
  ): ToolListing {
    const { source } = this
    const { annotations, _meta } = settings
    const description = chooseDescription(source, settings)
    const title = chooseTitle(source, settings, description)
    return {
      name: this.chooseName(settings),
      ...(title === undefined ? {} : { title }),
      description,
      inputSchema,
      ...(outputSchema === undefined ? {} : { outputSchema }),
      annotations: deriveAnnotations(source.method, annotations),
      ...(_meta === undefined ? {} : { _meta }),
    }
  }

  private chooseName(settings: ToolSettings): string {
    const { source } = this
    const wanted = settings.name ?? source.operationId
    if (wanted === undefined) return nameFromRoute(source.method, source.path)
    const name = nameTool(wanted)
    if (name === wanted) return name
    const hint = 'Use up to 64 letters, digits, "_" and "-".'
    const message = `Not every client accepts "${wanted}" as a tool name; the tool is called "${name}".`
    const code = 'SALLYPORT_MCP_TOOL_RENAMED'
    if (settings.name === undefined)
      this.problems.push({ severity: 'warning', code, at: 'operation', path: ['operationId'], message, hint })
    else this.report('warning', code, ['name'], { message, hint })
    return name
  }

  /** The schema of shaped answers, where one is wanted and can be said. */
  private chooseOutput(shape: OperationShape, settings: ToolSettings): JsonSchema | undefined {
    if (!(settings.includeOutputSchema ?? this.defaults.includeOutputSchema)) return undefined
    const output = compileOutput(this.source, shape)
    if (output === undefined) {
      if (settings.includeOutputSchema === true) {
        this.report('warning', 'SALLYPORT_MCP_NO_OUTPUT_SCHEMA', ['includeOutputSchema'], {
          message:
            'The tool has no output schema: its successful answers do not all have one schema of a JSON object.',
        })
      }
      return undefined
    }
    const derived = deriveOutputSchema(output, settings.response)
    if (derived === undefined) {
      this.report('warning', 'SALLYPORT_MCP_NO_OUTPUT_SCHEMA', ['response', 'select'], {
        message: 'Nobody can foresee what a JMESPath makes of an answer, so the tool has no output schema.',
        hint: 'Use "pick", "omit" and "rename", or set "includeOutputSchema": false for the tool.',
      })
    }
    return derived
  }

  private applyProfiles(listing: ToolListing, settings: ToolSettings): ReadonlyMap<ProfileName, ToolListing> {
    const listings = new Map<ProfileName, ToolListing>()
    for (const name of this.defaults.profiles ?? []) {
      const applied = applyProfile(listing, settings.profile ?? name)
      for (const message of applied.notes)
        this.noteProfile(settings.profile ?? name, message, applied.listing)
      if (applied.listing !== undefined) listings.set(name, applied.listing)
    }
    return listings
  }

  private noteProfile(profile: ProfileName, message: string, listing: ToolListing | undefined): void {
    const severity = listing === undefined ? 'error' : 'note'
    const code =
      listing === undefined ? 'SALLYPORT_MCP_INEXPRESSIBLE_SCHEMA' : 'SALLYPORT_MCP_SIMPLIFIED_SCHEMA'
    const sentence = `Profile ${profile}: ${message}`
    if (this.problems.some((problem) => problem.message === sentence)) return
    this.problems.push({ severity, code, at: 'operation', path: [], message: sentence })
  }

  /** Reports something about the settings, where it was said. */
  private report(
    severity: 'error' | 'warning',
    code: string,
    path: readonly (string | number)[],
    { message, hint }: { readonly message: string; readonly hint?: string },
  ): void {
    const rule = this.resolved.ruleAt(path)
    this.problems.push({
      severity,
      code,
      at: 'mcp',
      path,
      ...(rule === undefined ? {} : { rule }),
      message,
      ...(hint === undefined ? {} : { hint }),
    })
  }
}

function chooseDescription(source: ToolSource, settings: ToolSettings): string {
  for (const text of [settings.description, source.operation['description'], source.operation['summary']]) {
    if (typeof text === 'string' && text.trim() !== '') return text
  }
  return `Calls ${source.method} ${source.path}.`
}

/** Longest summary that can stand on a button. */
const longestTitle = 80

function chooseTitle(source: ToolSource, settings: ToolSettings, description: string): string | undefined {
  if (settings.title !== undefined) return settings.title
  const { summary } = source.operation
  if (typeof summary !== 'string' || summary.trim() === '' || summary.length > longestTitle) return undefined
  return summary === description ? undefined : summary.trim()
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
