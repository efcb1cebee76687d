import * as z from 'zod'
import { compileGlobs, type GlobKind } from '../foundation/glob.ts'
import type { RouteDefinition } from './project.ts'

const oneOrMore = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).optional()

/** Which operations a rule speaks of; whatever is named must match. */
export const routeMatchShape = z.object({
  file: oneOrMore.describe('Glob or globs of the route file, such as `./config/github.oas.json`.'),
  operationId: oneOrMore.describe('Glob or globs of the operationId; `*` stands for any text, `/` included.'),
  method: oneOrMore.describe('HTTP method or methods, in either case.'),
  path: oneOrMore.describe('Glob or globs of the path; `*` stands for one segment, `**` for any number.'),
  tag: oneOrMore.describe('Glob or globs, one of which fits one of the tags of the operation.'),
})

/** What a rule looks at. */
export type MatchedRoute = Pick<RouteDefinition, 'file' | 'operationId' | 'method' | 'path' | 'operation'>

/** True for the operations a rule speaks of. */
export type RouteMatch = (route: MatchedRoute) => boolean

/** Compiles the `match` of a rule. */
export function compileRouteMatch(match: z.output<typeof routeMatchShape>): RouteMatch {
  const tests: RouteMatch[] = []
  const add = (globs: string | readonly string[] | undefined, kind: GlobKind, of: Texts): void => {
    if (globs === undefined) return
    const matches = compileGlobs([globs].flat(), kind)
    tests.push((route) => of(route).some((text) => matches(text)))
  }
  add(match.file, 'file', ({ file }) => [file])
  add(match.operationId, 'name', ({ operationId }) => (operationId === undefined ? [] : [operationId]))
  add(match.path, 'path', ({ path }) => [path])
  add(match.tag, 'name', ({ operation }) => tagsOf(operation))
  const methods = match.method === undefined ? undefined : [match.method].flat()
  if (methods !== undefined) {
    const wanted = new Set(methods.map((method) => method.toUpperCase()))
    tests.push(({ method }) => wanted.has(method))
  }
  return (route) => tests.every((test) => test(route))
}

type Texts = (route: MatchedRoute) => readonly string[]

function tagsOf(operation: Readonly<Record<string, unknown>>): readonly string[] {
  const tags = operation['tags']
  return Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === 'string') : []
}
