import { jsonReply, type Exchange, type Reply } from './exchange.ts'
import type { SystemRoute } from './plugin.ts'

/** One thing that must hold before the gateway is ready; answers what is wrong. */
export type ReadinessCheck = () => string | undefined

const noStore = { 'cache-control': 'no-store' }

/** `/health` says that the process lives, as does the path that probes of this format ask; `/ready` that it can serve, naming what is missing. */
export function healthRoutes(checks: readonly ReadinessCheck[]): readonly SystemRoute[] {
  return [
    ...readable('/health', serveLiveness),
    ...readable('/__zuplo/ping', serveLiveness),
    ...readable('/ready', () => serveReadiness(checks)),
  ]
}

function readable(path: string, serve: (exchange: Exchange) => Reply): readonly SystemRoute[] {
  return ['GET', 'HEAD'].map((method) => ({ method, matches: (asked) => asked === path, serve }))
}

function serveLiveness(): Reply {
  return jsonReply(200, { status: 'ok' }, noStore)
}

function serveReadiness(checks: readonly ReadinessCheck[]): Reply {
  const problems = [...new Set(checks.flatMap((check) => check() ?? []))]
  return jsonReply(
    problems.length === 0 ? 200 : 503,
    { status: problems.length === 0 ? 'ready' : 'not ready', problems },
    noStore,
  )
}
