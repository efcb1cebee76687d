import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Log } from '../../telemetry/log.ts'

/** What follows these paths names a sign-in under way. */
const signInId = /(\/v1\/(?:sign-in|consent|authorize)|\/activate)\/[^/]+$/

/** Writes the one line of the log about a request when it is over: path and outcome, never its query or an id in it. */
export function recordRequest(req: IncomingMessage, res: ServerResponse, path: string, log: Log): void {
  if (!log.isEnabled('info')) return
  const startedAt = Date.now()
  const { method } = req
  res.once('close', () => {
    log[res.statusCode >= 500 ? 'error' : 'info']('request', {
      method,
      path: path.replace(signInId, '$1/...'),
      // A response that nobody waited for was never sent.
      status: res.headersSent ? res.statusCode : 499,
      ms: Date.now() - startedAt,
    })
  })
}
