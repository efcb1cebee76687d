import * as z from 'zod'
import { checkShape } from '../foundation/json/shape.ts'
import { compileCodeReference, handlerShape } from './compile-code-reference.ts'
import type { Compilation } from './compilation.ts'
import { resolveCorsPolicy } from './compile-cors-policies.ts'
import { compileRoutePolicies } from './compile-route-policies.ts'
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
  readonly method: string
  readonly item: OpenApiObject
  readonly operation: OpenApiObject
  readonly document: OpenApiObject
  readonly place: Place
  /** The operation ids of the file so far. */
  readonly operationIds: Map<string, Place>
}

const policyList = z.array(z.unknown()).default([])

const routeShape = z.object({
  corsPolicy: z
    .string()
    .default('none')
    .describe('`none`, `anything-goes`, or a name of `corsPolicies`. Default: none.'),
  handler: handlerShape.optional().describe('What answers the requests.'),
  policies: z
    .object({
      inbound: policyList.describe('Names of policies that requests pass, in this order. Default: none.'),
      outbound: policyList.describe('Names of policies that responses pass, in this order. Default: none.'),
    })
    .prefault({}),
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
    if (!mistaken) reportUnserved(site, `has no "${namePairs.routeExtension[0]}"`, compilation)
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
  const { entry, routePlace } = site
  const policiesPlace = inside(routePlace, 'policies')
  const inbound = compileRoutePolicies(
    entry.policies.inbound,
    inside(policiesPlace, 'inbound'),
    parts.policies,
    compilation,
  )
  const outbound = compileRoutePolicies(
    entry.policies.outbound,
    inside(policiesPlace, 'outbound'),
    parts.policies,
    compilation,
  )
  const corsPlace = inside(routePlace, 'corsPolicy')
  const corsPolicy = parts.policies.complete
    ? resolveCorsPolicy(entry.corsPolicy, parts.corsPolicies, corsPlace, compilation)
    : 'none'
  if (entry.handler === undefined) {
    reportUnserved(site, 'has no "handler"', compilation)
    return undefined
  }
  const handler = compileCodeReference(entry.handler, inside(routePlace, 'handler'), compilation, {
    templates,
  })
  if (handler === undefined) return undefined
  return {
    file: `./${site.place.file}`,
    path: site.path,
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
    version: entry.version,
    place: site.place,
    routePlace,
  }
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

function reportUnserved(site: OperationSite, why: string, compilation: Compilation): void {
  compilation.report(site.place, {
    severity: 'warning',
    code: 'SALLYPORT_CONFIG_NO_HANDLER',
    atKey: true,
    message: `${site.method} ${site.path} ${why} and is not served.`,
    hint: `Give it "${namePairs.routeExtension[0]}": { "handler": ... }.`,
  })
}
