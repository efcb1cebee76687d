import * as z from 'zod'
import type { UrlPathPattern } from '../foundation/http/url-path-pattern.ts'
import { checkShape } from '../foundation/json/shape.ts'
import { compileCodeReference, handlerShape } from './compile-code-reference.ts'
import type { Compilation } from './compilation.ts'
import { resolveCorsPolicy } from './compile-cors-policies.ts'
import { compileRoutePolicies } from './compile-route-policies.ts'
import type { RouteDefaults } from './route-defaults.ts'
import { toolsFiles } from './tools-files.ts'
import type { PolicyRegistry } from './compile-policies.ts'
import { isStage, judgeOperationKeys, judgeRouteKeys } from './judge-operation-keys.ts'
import { namePairs, namesOfPairIn } from './name-pairs.ts'
import { inside } from './place.ts'
import type { OpenApiObject, Place, ProjectSettings, RouteDefinition } from './project.ts'

/** What routes refer to. */
export interface RouteParts {
  readonly settings: ProjectSettings
  readonly policies: PolicyRegistry
  readonly corsPolicies: readonly string[]
}

/** An operation and where it stands. */
export interface OperationSite {
  readonly path: string
  /** How the path matches in the url-pattern mode; absent where it is an OpenAPI template. */
  readonly urlPattern?: UrlPathPattern | undefined
  readonly method: string
  readonly item: OpenApiObject
  readonly operation: OpenApiObject
  readonly document: OpenApiObject
  readonly place: Place
  /** The operation ids of the file so far. */
  readonly operationIds: Map<string, Place>
  /** What `config/tools.jsonc` says for operations of the file. */
  readonly defaults?: RouteDefaults | undefined
  /** Where operations without a route extension are put, to be reported together; absent = each is reported. */
  readonly unserved?: OperationSite[]
}

const policyList = z.array(z.unknown()).default([])

/** Shape of `x-zuplo-route`. */
export const routeShape = z.object({
  corsPolicy: z
    .string()
    .optional()
    .describe('`none`, `anything-goes`, or a name of `corsPolicies`. Default: none.'),
  handler: handlerShape.optional().describe('What answers the requests.'),
  policies: z
    .object({
      inbound: policyList.describe('Names of policies that requests pass, in this order. Default: none.'),
      outbound: policyList.describe('Names of policies that responses pass, in this order. Default: none.'),
    })
    .optional(),
  mcp: z.record(z.string(), z.unknown()).optional().describe('What the operation is towards MCP clients.'),
  version: z
    .union([z.string(), z.number().transform(String)])
    .optional()
    .describe('A label. Default: none.'),
})

type RouteEntry = z.output<typeof routeShape>

/** Options that are templates, compiled by their handlers. */
const templates = ['baseUrl', 'rewritePattern']

/** Compiles one operation; undefined when it cannot be, or need not be, served. */
export function compileOperation(
  site: OperationSite,
  parts: RouteParts,
  compilation: Compilation,
): RouteDefinition | undefined {
  const { operation, place } = site
  const names = namesOfPairIn('routeExtension', operation)
  for (const name of names) compilation.pairs.use('routeExtension', name, inside(place, name))
  const mistaken = judgeOperationKeys(operation, place, names[0], compilation)
  const operationId = compileOperationId(site, compilation)
  const extension = names[0]
  if (extension === undefined) {
    if (mistaken) return undefined
    const { defaults, path, method } = site
    const isServed = defaults?.serves({ file: `./${place.file}`, path, method, operationId, operation })
    if (isServed === false) return undefined
    if (defaults?.handler !== undefined)
      return compileRoute({ ...site, operationId, routePlace: defaults.place, entry: {} }, parts, compilation)
    // A handler that cannot be used was reported where it stands.
    if (defaults?.isBroken !== true) reportWithoutExtension(site, compilation)
    return undefined
  }
  const routePlace = inside(place, extension)
  judgeRouteKeys(operation[extension], routePlace, compilation)
  const { value: entry, problems } = checkShape(routeShape, operation[extension])
  // The two stages have had a better word from judgeRouteKeys.
  compilation.reportShape(
    routePlace,
    problems.filter(({ path }) => path.length !== 1 || !isStage(path[0])),
  )
  if (entry === undefined) return undefined
  return compileRoute({ ...site, operationId, routePlace, entry }, parts, compilation)
}

interface RouteSite extends OperationSite {
  readonly operationId: string | undefined
  readonly routePlace: Place
  readonly entry: RouteEntry
}

function compileRoute(
  site: RouteSite,
  parts: RouteParts,
  compilation: Compilation,
): RouteDefinition | undefined {
  const { entry, routePlace, defaults } = site
  const stage = (name: 'inbound' | 'outbound'): readonly string[] =>
    entry.policies === undefined
      ? (defaults?.[name] ?? [])
      : compileRoutePolicies(
          entry.policies[name],
          inside(routePlace, 'policies', name),
          parts.policies,
          compilation,
        )
  const inbound = stage('inbound')
  const outbound = stage('outbound')
  const corsPolicy = compileCorsPolicy(site, parts, compilation)
  if (entry.handler === undefined && defaults?.handler === undefined) {
    reportUnserved(site, 'has no "handler"', compilation)
    return undefined
  }
  const handler =
    entry.handler === undefined
      ? defaults?.handler
      : compileCodeReference(entry.handler, inside(routePlace, 'handler'), compilation, { templates })
  if (handler === undefined) return undefined
  return {
    file: `./${site.place.file}`,
    path: site.path,
    ...(site.urlPattern === undefined ? {} : { urlPattern: site.urlPattern }),
    method: site.method,
    operationId: site.operationId,
    operation: site.operation,
    pathItem: site.item,
    document: site.document,
    handler,
    inbound,
    outbound,
    corsPolicy,
    mcp: entry.mcp,
    toolRules: [],
    version: entry.version,
    place: site.place,
    routePlace,
  }
}

function compileCorsPolicy(
  { entry, routePlace, defaults }: RouteSite,
  parts: RouteParts,
  compilation: Compilation,
): string {
  if (entry.corsPolicy === undefined) return defaults?.corsPolicy ?? 'none'
  if (!parts.policies.complete) return 'none'
  return resolveCorsPolicy(
    entry.corsPolicy,
    parts.corsPolicies,
    inside(routePlace, 'corsPolicy'),
    compilation,
  )
}

function compileOperationId(site: OperationSite, compilation: Compilation): string | undefined {
  const { operationId } = site.operation
  if (typeof operationId !== 'string') return undefined
  const place = inside(site.place, 'operationId')
  const first = site.operationIds.get(operationId)
  if (first === undefined) site.operationIds.set(operationId, place)
  else {
    compilation.report(place, {
      code: 'SALLYPORT_CONFIG_DUPLICATE_OPERATION_ID',
      message: `The operationId "${operationId}" stands twice in this file.`,
      hint: `The first one is in line ${compilation.locate(first).line}. Give each operation its own.`,
    })
  }
  return operationId
}

function reportWithoutExtension(site: OperationSite, compilation: Compilation): void {
  if (site.unserved === undefined)
    reportUnserved(site, `has no "${namePairs.routeExtension[0]}"`, compilation)
  else site.unserved.push(site)
}

/** Reports the operations of a file that have no route extension: each of a few, or all at once. */
export function reportAllUnserved(sites: readonly OperationSite[], compilation: Compilation): void {
  const [first] = sites
  if (first === undefined) return
  if (sites.length <= mostReported) {
    for (const site of sites) reportUnserved(site, `has no "${namePairs.routeExtension[0]}"`, compilation)
    return
  }
  compilation.report(first.place, {
    severity: 'warning',
    code: 'SALLYPORT_CONFIG_NO_HANDLER',
    atKey: true,
    message: `${sites.length} operations of this file have no "${namePairs.routeExtension[0]}" and are not served, ${first.method} ${first.path} first.`,
    hint: `Name a handler for the whole file in "documents" of ${toolsFiles[0]}.`,
  })
}

/** More operations of one file than this are reported together. */
const mostReported = 5

function reportUnserved(site: OperationSite, why: string, compilation: Compilation): void {
  compilation.report(site.place, {
    severity: 'warning',
    code: 'SALLYPORT_CONFIG_NO_HANDLER',
    atKey: true,
    message: `${site.method} ${site.path} ${why} and is not served.`,
    hint: `Give it "${namePairs.routeExtension[0]}": { "handler": ... }.`,
  })
}
