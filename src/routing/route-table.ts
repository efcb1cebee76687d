import type { UrlPathPattern } from '../foundation/http/url-path-pattern.ts'
import {
  compilePathPattern,
  describeUrlPattern,
  firstSegmentOf,
  matchPath,
  type PathPattern,
} from './path-pattern.ts'

/** What a look-up found. */
export interface RouteMatch<T> {
  readonly value: T
  readonly params: Record<string, string>
}

interface Row<T> {
  readonly order: number
  readonly method: string
  readonly pattern: PathPattern
  readonly value: T
}

/** Routes in file order: the first whose method and path match wins; there is no ranking by specificity. */
export class RouteTable<T> {
  private readonly literal = new Map<string, Row<T>[]>()
  private readonly byFirstSegment = new Map<string, Row<T>[]>()
  private readonly anyFirstSegment: Row<T>[] = []
  private size = 0

  /** Appends a route; its path is an OpenAPI template unless a URL pattern is given. */
  add(method: string, template: string, value: T, urlPattern?: UrlPathPattern): void {
    const pattern =
      urlPattern === undefined ? compilePathPattern(template) : describeUrlPattern(template, urlPattern)
    const row: Row<T> = { order: this.size++, method, pattern, value }
    if (pattern.expression === undefined && urlPattern === undefined) bucket(this.literal, template).push(row)
    else if (pattern.firstSegment === undefined) this.anyFirstSegment.push(row)
    else bucket(this.byFirstSegment, pattern.firstSegment).push(row)
  }

  /** The first route for this method and path. */
  match(method: string, path: string): RouteMatch<T> | undefined {
    let best: Row<T> | undefined
    let params: Record<string, string> = {}
    for (const rows of this.candidates(path)) {
      for (const row of rows) {
        if (row.method !== method || (best !== undefined && row.order > best.order)) continue
        const found = matchPath(row.pattern, path)
        if (found === undefined) continue
        best = row
        params = found
        break
      }
    }
    return best === undefined ? undefined : { value: best.value, params }
  }

  /** Every route whose path matches, whatever its method, in file order. */
  matchPathOnly(path: string): readonly RouteMatch<T>[] {
    const found: { order: number; match: RouteMatch<T> }[] = []
    for (const rows of this.candidates(path)) {
      for (const row of rows) {
        const params = matchPath(row.pattern, path)
        if (params !== undefined) found.push({ order: row.order, match: { value: row.value, params } })
      }
    }
    return found.sort((a, b) => a.order - b.order).map(({ match }) => match)
  }

  /** The methods that the path has, in file order. */
  allowedMethods(path: string): readonly string[] {
    const methods = new Map<string, number>()
    for (const rows of this.candidates(path)) {
      for (const row of rows) {
        if (matchPath(row.pattern, path) !== undefined)
          methods.set(row.method, Math.min(row.order, methods.get(row.method) ?? row.order))
      }
    }
    return [...methods].sort((a, b) => a[1] - b[1]).map(([method]) => method)
  }

  private candidates(path: string): readonly (readonly Row<T>[])[] {
    return [
      this.literal.get(path) ?? [],
      this.byFirstSegment.get(firstSegmentOf(path)) ?? [],
      this.anyFirstSegment,
    ]
  }
}

function bucket<T>(map: Map<string, Row<T>[]>, key: string): Row<T>[] {
  const found = map.get(key)
  if (found !== undefined) return found
  const created: Row<T>[] = []
  map.set(key, created)
  return created
}
