import type { Exchange } from '../../gateway/exchange.ts'
import type { CallScope } from './call-scope.ts'
import type { RequestId } from './json-rpc.ts'

/**
 * Legacy requests that are being served, so that `notifications/cancelled` finds them (MCP 2025-11-25,
 * basic/utilities/cancellation). Without sessions nothing but the caller tells two requests of one id apart, and clients
 * count from 1: only requests of an authenticated caller can be cancelled, from the same address by the same program, and
 * only where a single one matches. In other processes the notification finds nothing, as it may.
 */
export class RunningCalls {
  private readonly running = new Map<string, Set<CallScope>>()

  /** Remembers a request while it runs; answers how to forget it, or nothing where it cannot be cancelled. */
  add(id: RequestId, exchange: Exchange, scope: CallScope): (() => void) | undefined {
    const key = keyOf(id, exchange)
    if (key === undefined) return undefined
    const same = this.running.get(key) ?? new Set()
    this.running.set(key, same.add(scope))
    return () => {
      same.delete(scope)
      if (same.size === 0) this.running.delete(key)
    }
  }

  /** Cancels the one request that is meant; answers whether there was one. */
  cancel(id: unknown, exchange: Exchange): boolean {
    const key = typeof id === 'string' || typeof id === 'number' ? keyOf(id, exchange) : undefined
    const same = key === undefined ? undefined : this.running.get(key)
    const [scope, ...others] = same ?? []
    if (scope === undefined || others.length > 0) return false
    scope.cancel()
    return true
  }
}

function keyOf(id: RequestId, { user, clientAddress, headers }: Exchange): string | undefined {
  if (user === undefined) return undefined
  const issuer = user.data['iss']
  return JSON.stringify([id, issuer, user.sub, clientAddress, headers['user-agent']])
}
