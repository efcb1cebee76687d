import type { Organization } from './organization.ts'

/** A request to the Management API that has passed the gate. */
export interface ApiCall {
  readonly organization: Organization
  /** Named parts of the path. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** The parsed JSON body; undefined when there is none. */
  readonly body: unknown
  /** Path with query, for links. */
  readonly target: string
  /** Most items of one page, whatever the caller asks for. */
  readonly pageSize: number
}

/** What the Management API answers. */
export interface ApiAnswer {
  readonly status: number
  /** JSON; undefined for an empty body. */
  readonly body?: unknown
  readonly links?: readonly string[]
}

/** One endpoint of the Management API. */
export interface ApiRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Segments that begin with a colon are named parts. */
  readonly path: string
  /** What an OAuth token needs: `read` or `manage` of this part of the API. */
  readonly area: 'authorizationServers' | 'apps' | 'groups' | 'users' | 'trustedOrigins'
  readonly run: (call: ApiCall) => ApiAnswer
}

/** 200 with a body. */
export function answer(body: unknown, status = 200): ApiAnswer {
  return { status, body }
}

/** 204. */
export const noContent: ApiAnswer = { status: 204 }

/** One page of a list, with the link to the next (Okta's `limit` and opaque `after`). */
export function answerPage<T>(
  call: ApiCall,
  items: readonly T[],
  idOf: (item: T) => string,
  toBody: (item: T) => unknown,
): ApiAnswer {
  const limit = Math.min(Number(call.query.get('limit') ?? 200) || 200, call.pageSize)
  const after = call.query.get('after')
  const start = after === null ? 0 : items.findIndex((item) => idOf(item) === after) + 1
  const page = items.slice(start, start + limit)
  const self = new URL(call.target, call.organization.origin)
  const links = [`<${self.href}>; rel="self"`]
  const last = page.at(-1)
  if (last !== undefined && start + limit < items.length) {
    const next = new URL(self)
    next.searchParams.set('after', idOf(last))
    next.searchParams.set('limit', String(limit))
    links.push(`<${next.href}>; rel="next"`)
  }
  return { status: 200, body: page.map(toBody), links }
}
