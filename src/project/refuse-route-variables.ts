import type { Compilation } from './compilation.ts'
import { namePairs } from './name-pairs.ts'
import type { Place } from './project.ts'
import { refuseEnvironment } from './resolve-environment.ts'

type Path = readonly (string | number)[]

/** Keys of OpenAPI whose texts are prose or data of others, where `$env(...)` may be spoken of. */
const prose = new Set([
  'description',
  'summary',
  'title',
  'example',
  'examples',
  'default',
  'enum',
  'const',
  'pattern',
])

/** Reports every `$env(...)` of a route file that stands where it is not replaced. */
export function refuseRouteVariables(document: unknown, place: Place, compilation: Compilation): void {
  refuseEnvironment(document, place, compilation, (path, text) => {
    const route = path.findIndex((key) => namePairs.routeExtension.some((name) => name === key))
    if (route !== -1) return isOption(path.slice(route + 1))
    return !/^\$env\([^)]*\)$/.test(text) || path.some((key) => prose.has(String(key)))
  })
}

function isOption(path: Path): boolean {
  if (path[0] === 'handler') return path[1] === 'options'
  // A policy declared in place: policies, stage, index, handler, options.
  return path[0] === 'policies' && path[3] === 'handler' && path[4] === 'options'
}
