import { GatewayError } from '../foundation/errors.ts'
import { jsonReply, type Exchange, type Reply } from '../gateway/exchange.ts'
import { replyToThrown } from '../gateway/failure-response.ts'
import { recordRequest } from '../gateway/request-record.ts'
import type { Log } from '../telemetry/log.ts'
import type { AdminGate } from './admin-gate.ts'
import type { AdminTable } from './admin-table.ts'

/** Where the admin API is; no route of a project can have this path. */
export const adminPath = '/__sallyport/admin'

/** What an admin API is made of. */
export interface AdminApiInput {
  readonly gate: AdminGate
  readonly table: AdminTable
  readonly log: Log
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** The admin API of a gateway: JSON, problem documents, never CORS. */
export interface AdminApi {
  /** True for its paths; asked for every request, so it is cheap. */
  serves(path: string): boolean
  /** Serves one call; `isLocal` says that a program of this machine calls, with no proxy between. Never rejects. */
  handle(exchange: Exchange, isLocal: boolean): Promise<Reply>
}

/** Creates the admin API of one generation of a project. */
export function createAdminApi({ gate, table, log, now }: AdminApiInput): AdminApi {
  const serve = async (exchange: Exchange, isLocal: boolean): Promise<Reply> => {
    refuseForeignPages(exchange)
    const { authorization } = exchange.headers
    gate.admit({ address: exchange.clientAddress, isLocal, authorization })
    const value = await table.call({
      method: exchange.method,
      path: exchange.path.slice(adminPath.length),
      readInput: () => readInput(exchange),
    })
    return value === undefined ? { status: 204, headers: {}, body: undefined } : jsonReply(200, value)
  }
  return {
    serves: (path) =>
      path.startsWith(adminPath) && (path.length === adminPath.length || path[adminPath.length] === '/'),
    handle: async (exchange, isLocal) => {
      const startedAt = now()
      let reply: Reply
      try {
        reply = await serve(exchange, isLocal)
      } catch (thrown) {
        reply = replyToThrown(thrown, exchange, log)
      }
      reply.headers['cache-control'] = 'no-store'
      recordRequest({ log, now }, exchange, reply, undefined, startedAt)
      return reply
    },
  }
}

/** A page of another site must not make the browser of an operator call, whatever that browser sends along. */
function refuseForeignPages({ headers, origin }: Exchange): void {
  const from = headers['origin']
  if (from !== undefined && from !== origin) throw new GatewayError('SALLYPORT_REQUEST_ORIGIN_REFUSED')
}

/** The query of a GET or DELETE, the JSON body of the others. */
async function readInput({ method, search, body, headers }: Exchange): Promise<unknown> {
  if (method === 'GET' || method === 'DELETE') return Object.fromEntries(new URLSearchParams(search))
  if (body.isEmpty) return {}
  if (!/^application\/json\s*(?:;|$)/i.test(headers['content-type'] ?? ''))
    throw malformed('The body must be application/json.')
  const text = await body.text()
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw malformed('The body is not JSON.')
  }
}

function malformed(detail: string): GatewayError {
  return new GatewayError('SALLYPORT_ADMIN_CALL_MALFORMED', { detail })
}
