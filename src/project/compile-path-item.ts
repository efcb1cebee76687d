import * as z from 'zod'
import { checkShape } from '../foundation/json/shape.ts'
import { resembles } from '../foundation/nearest-name.ts'
import type { Compilation } from './compilation.ts'
import { namePairs, namesOfPairIn } from './name-pairs.ts'
import { inside } from './place.ts'
import type { OpenApiObject, Place } from './project.ts'

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']
const otherKeys = ['$ref', 'summary', 'description', 'servers', 'parameters']
const routeKeys = ['policies', 'handler', 'corsPolicy']

const pathShape = z.object({
  pathMode: z
    .enum(['open-api', 'url-pattern'])
    .default('open-api')
    .describe('Syntax of the path. Default: open-api.'),
})

/** Judges the keys of a path item; answers those that are operations, in document order. */
export function compilePathItem(item: OpenApiObject, place: Place, compilation: Compilation): string[] {
  compilePathMode(item, place, compilation)
  const operations: string[] = []
  for (const key of Object.keys(item)) {
    if (methods.includes(key)) operations.push(key)
    else judgeKey(key, inside(place, key), compilation)
  }
  return operations
}

function compilePathMode(item: OpenApiObject, place: Place, compilation: Compilation): void {
  for (const name of namesOfPairIn('pathExtension', item)) {
    const at = inside(place, name)
    compilation.pairs.use('pathExtension', name, at)
    const { value, problems } = checkShape(pathShape, item[name])
    compilation.reportShape(at, problems)
    if (value?.pathMode !== 'url-pattern') continue
    compilation.report(inside(at, 'pathMode'), {
      code: 'SALLYPORT_CONFIG_NOT_SERVED',
      message: 'The path mode "url-pattern" is not served yet by this version.',
      hint: 'Write the path with {parameters} and "pathMode": "open-api".',
    })
  }
}

function judgeKey(key: string, place: Place, compilation: Compilation): void {
  if (key === '$ref') {
    compilation.report(place, {
      severity: 'warning',
      code: 'SALLYPORT_CONFIG_NOT_SERVED',
      atKey: true,
      message: 'A "$ref" in place of a path is not followed; its operations are not served.',
      hint: 'Write the operations here.',
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
