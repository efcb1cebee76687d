import { resembles } from '../foundation/nearest-name.ts'
import type { Compilation } from './compilation.ts'
import { namePairs } from './name-pairs.ts'
import { inside } from './place.ts'
import type { OpenApiObject, Place } from './project.ts'

const openApiKeys = [
  'tags',
  'summary',
  'description',
  'externalDocs',
  'operationId',
  'parameters',
  'requestBody',
  'responses',
  'callbacks',
  'deprecated',
  'security',
  'servers',
]
const stages = ['inbound', 'outbound']
const routeKeys = ['policies', 'handler', 'corsPolicy', 'mcp']

/**
 * Reports keys that miss their place. Beside `x-zuplo-route` they have no effect; an authentication policy there would
 * guard nothing. Answers whether it found any.
 */
export function judgeOperationKeys(
  operation: OpenApiObject,
  place: Place,
  extension: string | undefined,
  compilation: Compilation,
): boolean {
  let found = false
  const target = extension ?? namePairs.routeExtension[0]
  for (const key of Object.keys(operation)) {
    if (openApiKeys.includes(key) || namePairs.routeExtension.some((name) => name === key)) continue
    const meantExtension = namePairs.routeExtension.find((name) => resembles(key, name))
    if (meantExtension !== undefined) {
      found = true
      compilation.report(inside(place, key), {
        code: 'SALLYPORT_CONFIG_UNKNOWN_KEY',
        atKey: true,
        message: `"${key}" is not known here.`,
        hint: `Did you mean "${meantExtension}"?`,
      })
    } else if (!key.startsWith('x-') && routeKeys.some((name) => resembles(key, name))) {
      found = true
      reportMisplaced(key, inside(place, key), `Move it inside "${target}".`, compilation)
    }
  }
  return found
}

/** True for the name of a list of policies. */
export function isStage(key: unknown): boolean {
  return stages.some((stage) => stage === key)
}

/** Reports keys of `x-zuplo-route` that belong one step deeper. */
export function judgeRouteKeys(route: unknown, place: Place, compilation: Compilation): void {
  if (typeof route !== 'object' || route === null) return
  for (const stage of stages) {
    if (Object.hasOwn(route, stage))
      reportMisplaced(stage, inside(place, stage), 'Move it inside "policies".', compilation)
  }
}

function reportMisplaced(key: string, place: Place, hint: string, compilation: Compilation): void {
  compilation.report(place, {
    code: 'SALLYPORT_CONFIG_MISPLACED_KEY',
    atKey: true,
    message: `"${key}" has no effect here.`,
    hint,
  })
}
