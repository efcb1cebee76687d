import * as z from 'zod'
import { compileGlobs } from '../foundation/glob.ts'
import { checkShape } from '../foundation/json/shape.ts'
import { compileCodeReference, handlerShape } from './compile-code-reference.ts'
import { resolveCorsPolicy } from './compile-cors-policies.ts'
import type { Compilation } from './compilation.ts'
import { compileRoutePolicies } from './compile-route-policies.ts'
import type { RouteParts } from './compile-operation.ts'
import { compileRouteMatch, routeMatchShape, type RouteMatch } from './match-routes.ts'
import { inside } from './place.ts'
import type { Place, ToolRule } from './project.ts'
import { refuseEnvironment, resolveEnvironment } from './resolve-environment.ts'
import type { RouteDefaults } from './route-defaults.ts'
import { toolsFiles } from './tools-files.ts'

const policyNames = z.array(z.unknown()).default([])
const settings = z.record(z.string(), z.unknown()).optional()

const documentShape = z.object({
  file: z
    .string()
    .min(1)
    .describe('Route file the entry speaks of, or a glob, such as `./config/github.oas.json`.'),
  handler: handlerShape
    .optional()
    .describe('Handler of operations that name none of their own. Default: they are not served.'),
  policies: z
    .object({
      inbound: policyNames.describe('Names of policies that requests pass. Default: none.'),
      outbound: policyNames.describe('Names of policies that responses pass. Default: none.'),
    })
    .optional()
    .describe('Policies of operations that say nothing about policies. Default: none.'),
  corsPolicy: z
    .string()
    .optional()
    .describe('CORS policy of operations that say nothing about it. Default: none.'),
  operations: z
    .array(routeMatchShape.omit({ file: true }))
    .min(1)
    .optional()
    .describe(
      'Operations that get the handler; those that match none of these are not served. Default: all.',
    ),
  mcp: settings.describe('As `x-zuplo-route.mcp`, for every operation of the file. Default: none.'),
})

const ruleShape = z.object({
  match: routeMatchShape.prefault({}).describe('The operations the rule speaks of. Default: all.'),
  mcp: settings.describe('As `x-zuplo-route.mcp`, for every operation that matches. Default: none.'),
})

/** Shape of `config/tools.jsonc`. */
export const toolsFileShape = z.object({
  documents: z.array(documentShape).default([]).describe('What holds for whole route files. Default: none.'),
  rules: z
    .array(ruleShape)
    .default([])
    .describe('What holds for operations that match; a later rule wins over an earlier one. Default: none.'),
})

/** A rule and the operations it speaks of. */
export interface CompiledRule {
  readonly match: RouteMatch
  readonly rule: ToolRule
  /** The entry as a whole. */
  readonly place: Place
}

/** The tools file of a project. */
export interface ToolsFile {
  /** Undefined when no entry speaks of the route file; `file` is a path such as `config/a.oas.json`. */
  readonly defaultsOf: (file: string) => RouteDefaults | undefined
  /** By rising precedence: those of documents first. */
  readonly rules: readonly CompiledRule[]
}

const noTools: ToolsFile = { defaultsOf: () => undefined, rules: [] }

/** Compiles `config/tools.jsonc`; a project without it has neither defaults nor rules. */
export function compileToolsFile(
  parts: RouteParts,
  routeFiles: readonly string[],
  compilation: Compilation,
): ToolsFile {
  const [file, second] = toolsFiles.filter((name) => compilation.files.texts.has(name))
  if (file === undefined) return noTools
  if (second !== undefined) reportSpellings(file, second, compilation)
  const document = compilation.document(file)
  if (document === undefined) return noTools
  const place: Place = { file, path: [] }
  refuseEnvironment(document.value, place, compilation, mayHoldVariables)
  const { value, problems } = checkShape(toolsFileShape, document.value)
  compilation.reportShape(place, problems)
  if (value === undefined) return noTools
  return new ToolsFileCompiler(value, place, parts, compilation).compile(routeFiles)
}

/** Options of handlers, and values of arguments: a fixed argument may be a tenant that differs by environment. */
function mayHoldVariables([list, , key, below]: readonly (string | number)[]): boolean {
  if (key === 'mcp') return below === 'parameters'
  return list === 'documents' && key === 'handler' && below === 'options'
}

function reportSpellings(file: string, second: string, compilation: Compilation): void {
  compilation.report(
    { file: second, path: [] },
    {
      code: 'SALLYPORT_CONFIG_BOTH_NAMES',
      message: `"${second}" and "${file}" are two spellings of one file.`,
      hint: `Move what "${second}" says to "${file}".`,
    },
  )
}

type Entries = z.output<typeof toolsFileShape>

function compileServed(operations: Entries['documents'][number]['operations']): RouteMatch {
  const matches = operations?.map(compileRouteMatch)
  return (route) => matches === undefined || matches.some((matchesRoute) => matchesRoute(route))
}

/** Options that are templates, compiled by their handlers. */
const templates = ['baseUrl', 'rewritePattern']

class ToolsFileCompiler {
  private readonly entries: Entries
  private readonly place: Place
  private readonly parts: RouteParts
  private readonly compilation: Compilation

  constructor(entries: Entries, place: Place, parts: RouteParts, compilation: Compilation) {
    this.entries = entries
    this.place = place
    this.parts = parts
    this.compilation = compilation
  }

  compile(routeFiles: readonly string[]): ToolsFile {
    const defaults = new Map<string, RouteDefaults>()
    const documents = this.entries.documents.map((entry, index) => {
      const place = inside(this.place, 'documents', index)
      this.addDefaults(entry, place, routeFiles, defaults)
      return this.compileRule({ file: entry.file }, entry.mcp, place)
    })
    const rules = this.entries.rules.map(({ match, mcp }, index) =>
      this.compileRule(match, mcp, inside(this.place, 'rules', index)),
    )
    return { defaultsOf: (file) => defaults.get(file), rules: [...documents, ...rules] }
  }

  private addDefaults(
    entry: Entries['documents'][number],
    place: Place,
    routeFiles: readonly string[],
    defaults: Map<string, RouteDefaults>,
  ): void {
    const matches = compileGlobs([entry.file], 'file')
    const found = routeFiles.filter((file) => matches(file))
    const taken = found.find((file) => defaults.has(file))
    if (taken !== undefined) {
      this.compilation.report(inside(place, 'file'), {
        code: 'SALLYPORT_CONFIG_DUPLICATE_DOCUMENT',
        message: `Two entries of "documents" speak of "./${taken}".`,
        hint: 'Let one of them speak of it, and say what differs in "rules".',
      })
      return
    }
    const compiled = this.compileDefaults(entry, place)
    for (const file of found) defaults.set(file, compiled)
  }

  private compileDefaults(entry: Entries['documents'][number], place: Place): RouteDefaults {
    const { compilation, parts } = this
    const handler =
      entry.handler === undefined
        ? undefined
        : compileCodeReference(entry.handler, inside(place, 'handler'), compilation, { templates })
    const stage = (name: 'inbound' | 'outbound'): readonly string[] =>
      compileRoutePolicies(
        entry.policies?.[name] ?? [],
        inside(place, 'policies', name),
        parts.policies,
        compilation,
      )
    return {
      handler,
      isBroken: entry.handler !== undefined && handler === undefined,
      serves: compileServed(entry.operations),
      inbound: stage('inbound'),
      outbound: stage('outbound'),
      corsPolicy:
        entry.corsPolicy === undefined || !parts.policies.complete
          ? entry.corsPolicy
          : resolveCorsPolicy(entry.corsPolicy, parts.corsPolicies, inside(place, 'corsPolicy'), compilation),
      place,
    }
  }

  private compileRule(
    match: z.output<typeof routeMatchShape>,
    mcp: Readonly<Record<string, unknown>> | undefined,
    place: Place,
  ): CompiledRule {
    const at = inside(place, 'mcp')
    const resolved = resolveEnvironment(mcp ?? {}, at, this.compilation)
    return {
      match: compileRouteMatch(match),
      rule: { mcp: resolved as Readonly<Record<string, unknown>>, place: at },
      place,
    }
  }
}
