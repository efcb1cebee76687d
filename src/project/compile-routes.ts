import { resembles } from '../foundation/nearest-name.ts'
import { resolveObject } from '../openapi/resolve-reference.ts'
import type { Compilation } from './compilation.ts'
import { compileDocument } from './compile-document.ts'
import { compileOperation, reportAllUnserved } from './compile-operation.ts'
import type { OperationSite, RouteParts } from './compile-operation.ts'
import { compilePathItem } from './compile-path-item.ts'
import { inside } from './place.ts'
import type { OpenApiObject, Place, RouteDefinition } from './project.ts'
import type { RouteDefaults } from './route-defaults.ts'
import { isRouteFile } from './route-files.ts'
import { refuseRouteVariables } from './refuse-route-variables.ts'

/** The route files of a project, in the order in which their routes match. */
export function routeFilesOf(compilation: Compilation): string[] {
  return [...compilation.files.texts.keys()].filter(isRouteFile).sort()
}

/** Compiles the operations of every route file, in file order. */
export function compileRoutes(
  parts: RouteParts,
  compilation: Compilation,
  defaultsOf: (file: string) => RouteDefaults | undefined = () => undefined,
): RouteDefinition[] {
  const routes = routeFilesOf(compilation).flatMap((file) =>
    compileRouteFile(file, defaultsOf(file), parts, compilation),
  )
  if (!parts.settings.allowDuplicateRoutes) reportDuplicates(routes, compilation)
  return routes
}

function compileRouteFile(
  file: string,
  defaults: RouteDefaults | undefined,
  parts: RouteParts,
  compilation: Compilation,
): RouteDefinition[] {
  const document = compilation.document(file)
  if (document === undefined) return []
  const root: Place = { file, path: [] }
  if (!isObject(document.value)) {
    compilation.report(root, invalidObject('An OpenAPI document'))
    return []
  }
  if (document.text.includes('$env(')) refuseRouteVariables(document.value, root, compilation)
  const openApi = compileDocument(document.value, file, compilation)
  const { paths } = openApi
  if (paths === undefined) {
    reportNoPaths(openApi, root, compilation)
    return []
  }
  if (!isObject(paths)) {
    compilation.report(inside(root, 'paths'), invalidObject('"paths"'))
    return []
  }
  const operationIds = new Map<string, Place>()
  const unserved: OperationSite[] = []
  const routes = Object.entries(paths).flatMap(([path, item]) =>
    compilePath(
      {
        path,
        item,
        document: openApi,
        place: inside(root, 'paths', path),
        operationIds,
        defaults,
        unserved,
      },
      parts,
      compilation,
    ),
  )
  reportAllUnserved(unserved, compilation)
  return routes
}

interface PathSite {
  readonly path: string
  readonly item: unknown
  readonly document: OpenApiObject
  readonly place: Place
  readonly operationIds: Map<string, Place>
  readonly defaults: RouteDefaults | undefined
  readonly unserved: OperationSite[]
}

function compilePath(site: PathSite, parts: RouteParts, compilation: Compilation): RouteDefinition[] {
  const { path, place } = site
  if (path.startsWith('x-')) return []
  const item = followPathItem(site.item, site.document)
  if (!isObject(item)) {
    compilation.report(place, invalidObject(`The path "${path}"`))
    return []
  }
  if (!path.startsWith('/')) {
    compilation.report(place, {
      code: 'SALLYPORT_CONFIG_INVALID_PATH',
      atKey: true,
      message: `The path "${path}" does not begin with "/".`,
      hint: `Write "/${path}".`,
    })
  }
  const routes: RouteDefinition[] = []
  const { urlPattern, operations } = compilePathItem(path, item, place, compilation)
  for (const found of operations) {
    const { method, operation } = found
    if (!isObject(operation)) {
      compilation.report(found.place, invalidObject(`The operation "${method} ${path}"`))
      continue
    }
    const operationSite: OperationSite = { ...site, urlPattern, item, operation, method, place: found.place }
    const route = compileOperation(operationSite, parts, compilation)
    if (route !== undefined) routes.push(route)
  }
  return routes
}

/** A path item may stand elsewhere; what stands beside its reference counts too (OpenAPI 3.1, Path Item Object). */
function followPathItem(item: unknown, document: OpenApiObject): unknown {
  if (!isObject(item) || typeof item['$ref'] !== 'string') return item
  const { $ref: _, ...beside } = item
  const target = resolveObject(document, item)
  return target === undefined ? item : { ...target, ...beside }
}

function reportNoPaths(document: OpenApiObject, root: Place, compilation: Compilation): void {
  const meant = Object.keys(document).find((key) => resembles(key, 'paths'))
  compilation.report(meant === undefined ? root : inside(root, meant), {
    severity: meant === undefined ? 'warning' : 'error',
    code: meant === undefined ? 'SALLYPORT_CONFIG_NO_ROUTES' : 'SALLYPORT_CONFIG_UNKNOWN_KEY',
    atKey: true,
    message:
      meant === undefined
        ? 'This document has no "paths", so it brings no routes.'
        : `"${meant}" is not known here.`,
    hint:
      meant === undefined
        ? 'Add "paths", or rename the file so that it is no route file.'
        : 'Did you mean "paths"?',
  })
}

function reportDuplicates(routes: readonly RouteDefinition[], compilation: Compilation): void {
  const first = new Map<string, RouteDefinition>()
  for (const route of routes) {
    const name = `${route.method} ${route.path}`
    const known = first.get(name)
    if (known === undefined) {
      first.set(name, route)
      continue
    }
    const { file, line } = compilation.locate(known.place, { atKey: true })
    compilation.report(route.place, {
      code: 'SALLYPORT_CONFIG_DUPLICATE_ROUTE',
      atKey: true,
      message: `${name} is declared twice; this one would never be reached.`,
      hint: `The first one is at ${file}:${line}. Remove one, or set "allowDuplicateRoutes": true.`,
    })
  }
}

function isObject(value: unknown): value is OpenApiObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function invalidObject(what: string) {
  return {
    code: 'SALLYPORT_CONFIG_INVALID_VALUE',
    message: `${what} must be an object.`,
    hint: 'Write { ... }.',
  }
}
