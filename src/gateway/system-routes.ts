import { jsonReply } from './exchange.ts'
import type { RouteProtection, SystemRoute } from './plugin.ts'

/** What the health routes ask. */
export interface HealthInput {
  protectedRoutes(): readonly RouteProtection[]
  isDraining(): boolean
}

const noStore = { 'cache-control': 'no-store' }

/** `/health` says that the process lives; `/ready` that it can serve, naming what is missing. */
export function healthRoutes(input: HealthInput): readonly SystemRoute[] {
  const methods = ['GET', 'HEAD']
  return [
    { methods, matches: (path) => path === '/health', serve: () => jsonReply(200, { status: 'ok' }, noStore) },
    {
      methods,
      matches: (path) => path === '/ready',
      serve: () => {
        const problems = readinessProblems(input)
        return jsonReply(problems.length === 0 ? 200 : 503, { status: problems.length === 0 ? 'ready' : 'not ready', problems }, noStore)
      },
    },
  ]
}

function readinessProblems({ protectedRoutes, isDraining }: HealthInput): readonly string[] {
  const problems = new Set(protectedRoutes().flatMap(({ resource }) => resource.problem() ?? []))
  if (isDraining()) problems.add('The gateway is shutting down.')
  return [...problems]
}
