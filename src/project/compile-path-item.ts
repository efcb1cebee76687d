import * as z from 'zod'
import { compileUrlPathPattern, type UrlPathPattern } from '../foundation/http/url-path-pattern.ts'
import { checkShape } from '../foundation/json/shape.ts'
import { resembles } from '../foundation/nearest-name.ts'
import type { Compilation } from './compilation.ts'
import { namePairs, namesOfPairIn } from './name-pairs.ts'
import { inside } from './place.ts'
import type { OpenApiObject, Place } from './project.ts'

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query']
const otherKeys = ['$ref', 'summary', 'description', 'servers', 'parameters', 'additionalOperations']
const routeKeys = ['policies', 'handler', 'corsPolicy']

const pathShape = z.object({
  pathMode: z
    .enum(['open-api', 'url-pattern'])
    .default('open-api')
    .describe('Syntax of the path. Default: open-api.'),
})

/** An operation of a path item, not judged yet. */
export interface FoundOperation {
  /** Upper case. */
  readonly method: string
  readonly operation: unknown
  readonly place: Place
}

/** What a path item is made of. */
export interface CompiledPathItem {
  /** How the path matches in the url-pattern mode; undefined = by its OpenAPI template. */
  readonly urlPattern: UrlPathPattern | undefined
  readonly operations: readonly FoundOperation[]
}

/** Judges the keys of a path item; answers its operations, in document order, those of OpenAPI 3.2 with other methods last. */
export function compilePathItem(
  path: string,
  item: OpenApiObject,
  place: Place,
  compilation: Compilation,
): CompiledPathItem {
  const urlPattern = compilePathMode(path, item, place, compilation)
  const operations: FoundOperation[] = []
  for (const [key, operation] of Object.entries(item)) {
    if (methods.includes(key))
      operations.push({ method: key.toUpperCase(), operation, place: inside(place, key) })
    else judgeKey(key, inside(place, key), compilation)
  }
  return { urlPattern, operations: [...operations, ...findAdditional(item, place, compilation)] }
}

/** OpenAPI 3.2, Path Item Object: operations by a method that has no key of its own. */
function findAdditional(item: OpenApiObject, place: Place, compilation: Compilation): FoundOperation[] {
  const additional: unknown = item['additionalOperations']
  if (typeof additional !== 'object' || additional === null) return []
  return Object.entries(additional as OpenApiObject).flatMap(([method, operation]) => {
    const at = inside(place, 'additionalOperations', method)
    if (/^[A-Z][A-Z-]*$/.test(method) && !methods.includes(method.toLowerCase()))
      return [{ method, operation, place: at }]
    compilation.report(at, {
      severity: 'warning',
      code: 'SALLYPORT_CONFIG_UNKNOWN_METHOD',
      atKey: true,
      message: `"${method}" is no method that can stand here; it has no effect.`,
      hint: 'Write a method in capitals; those with a key of their own stand beside "additionalOperations".',
    })
    return []
  })
}

function compilePathMode(
  path: string,
  item: OpenApiObject,
  place: Place,
  compilation: Compilation,
): UrlPathPattern | undefined {
  let isPattern = false
  for (const name of namesOfPairIn('pathExtension', item)) {
    const at = inside(place, name)
    compilation.pairs.use('pathExtension', name, at)
    const { value, problems } = checkShape(pathShape, item[name])
    compilation.reportShape(at, problems)
    isPattern ||= value?.pathMode === 'url-pattern'
  }
  if (!isPattern) return undefined
  const compiled = compileUrlPathPattern(path)
  if (compiled.ok) return compiled.value
  compilation.report(place, {
    code: 'SALLYPORT_CONFIG_INVALID_PATH',
    atKey: true,
    message: `The path "${path}" is no URL pattern: ${compiled.error}`,
    hint: 'Parameters are :name or :name(expression), * is any text, {part}? may be missing; (?:…), lookaround and ++ are not known.',
  })
  return undefined
}

function judgeKey(key: string, place: Place, compilation: Compilation): void {
  if (key === '$ref') {
    compilation.report(place, {
      severity: 'warning',
      code: 'SALLYPORT_CONFIG_NOT_SERVED',
      atKey: true,
      message: 'This "$ref" leads to no path item; its operations are not served.',
      hint: 'Refer to a place of this file or of another file of the project, or write the operations here.',
    })
    return
  }
  if (otherKeys.includes(key)) return
  if (key.startsWith('x-')) judgeExtension(key, place, compilation)
  else if (routeKeys.some((name) => resembles(key, name))) reportMisplaced(key, place, compilation)
  else judgeMethod(key, place, compilation)
}

function judgeExtension(key: string, place: Place, compilation: Compilation): void {
  if (namePairs.pathExtension.some((name) => name === key)) return
  if (namePairs.routeExtension.some((name) => resembles(key, name))) {
    reportMisplaced(key, place, compilation)
    return
  }
  const meant = namePairs.pathExtension.find((name) => resembles(key, name))
  if (meant === undefined) return
  compilation.report(place, unknownKey(key, `Did you mean "${meant}"?`))
}

function reportMisplaced(key: string, place: Place, compilation: Compilation): void {
  const where = key.startsWith('x-')
    ? 'the operation (get, post ...)'
    : `${namePairs.routeExtension[0]} of the operation`
  compilation.report(place, {
    code: 'SALLYPORT_CONFIG_MISPLACED_KEY',
    atKey: true,
    message: `"${key}" stands beside the operations and would have no effect.`,
    hint: `Move it inside ${where}.`,
  })
}

function judgeMethod(key: string, place: Place, compilation: Compilation): void {
  const meant = methods.find((method) => resembles(key, method) || key.toLowerCase() === method)
  if (meant !== undefined) {
    compilation.report(place, unknownKey(key, `Did you mean "${meant}"? Methods are written in lower case.`))
    return
  }
  compilation.report(place, {
    severity: 'warning',
    code: 'SALLYPORT_CONFIG_UNKNOWN_METHOD',
    atKey: true,
    message: `"${key}" is no HTTP method that is served; it has no effect.`,
    hint: `Methods: ${methods.join(', ')}.`,
  })
}

function unknownKey(key: string, hint: string) {
  return { code: 'SALLYPORT_CONFIG_UNKNOWN_KEY', atKey: true, message: `"${key}" is not known here.`, hint }
}
