import { GatewayError } from '../foundation/errors.ts'
import type { AdminRoute } from '../gateway/admin-route.ts'
import { compilePathPattern, matchPath, type PathPattern } from '../routing/path-pattern.ts'

/** A call as it came, before a route is found for it. */
export interface AdminTableCall {
  readonly method: string
  /** Path below `/__sallyport/admin`, percent-encoding untouched. */
  readonly path: string
  /** The members of the input, asked for only where the route takes some. */
  readInput(): Promise<unknown>
}

/** Every admin route of a gateway, ready to be called. */
export interface AdminTable {
  readonly routes: readonly AdminRoute[]
  /** Finds the route, validates the input and serves it; rejects with the GatewayError the caller gets. */
  call(call: AdminTableCall): Promise<unknown>
}

/** Compiles the routes; two of one method and path are a mistake in this program, not of its user. */
export function compileAdminTable(routes: readonly AdminRoute[]): AdminTable {
  const rows = routes.map((route) => ({ route, pattern: compilePathPattern(route.path) }))
  const names = routes.map(({ method, path }) => `${method} ${path}`)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new Error(`The admin route ${twice} is declared twice.`)
  return {
    routes,
    call: async (call) => {
      const { route, params } = find(rows, call)
      return route.serve({ params, input: await readInput(route, call) })
    },
  }
}

interface Row {
  readonly route: AdminRoute
  readonly pattern: PathPattern
}

function find(
  rows: readonly Row[],
  { method, path }: AdminTableCall,
): { readonly route: AdminRoute; readonly params: Readonly<Record<string, string>> } {
  const matching = rows.flatMap(({ route, pattern }) => {
    const params = matchPath(pattern, path)
    return params === undefined ? [] : [{ route, params }]
  })
  const found = matching.find(({ route }) => route.method === method)
  if (found !== undefined) return found
  if (matching.length === 0) throw new GatewayError('SALLYPORT_ADMIN_NOT_FOUND')
  const allow = matching.map(({ route }) => route.method).join(', ')
  throw new GatewayError('SALLYPORT_ROUTE_METHOD_NOT_ALLOWED', { headers: { allow } })
}

async function readInput({ input }: AdminRoute, call: AdminTableCall): Promise<unknown> {
  if (input === undefined) return undefined
  const parsed = input.safeParse(await call.readInput())
  if (parsed.success) return parsed.data
  const detail = parsed.error.issues
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    .join('; ')
  throw new GatewayError('SALLYPORT_ADMIN_CALL_MALFORMED', { detail })
}
