import { apiProblems } from './api-problem.ts'
import type { ApiRoute } from './api-call.ts'

/** A route with the named parts of the path that led to it. */
export interface RouteMatch {
  readonly route: ApiRoute
  readonly params: Readonly<Record<string, string>>
}

/** Finds the route of a request; refuses a path or a method that none has. */
export function matchRoute(routes: readonly ApiRoute[], method: string, path: string): RouteMatch {
  const segments = path.split('/').map(decode)
  const matches = routes.flatMap((route) => {
    const params = matchPath(route.path.split('/'), segments)
    return params === undefined ? [] : [{ route, params }]
  })
  if (matches.length === 0) throw apiProblems.noEndpoint()
  const match = matches.find(({ route }) => route.method === method)
  if (match === undefined) throw apiProblems.method()
  return match
}

function matchPath(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? ''
    if (part.startsWith(':')) params[part.slice(1)] = segment
    else if (part !== segment) return undefined
  }
  return params
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
