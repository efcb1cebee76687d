import type { Exchange } from '../../gateway/exchange.ts'
import type { Services } from '../../gateway/services.ts'

/** Whom a limit counts; `function` is told apart by code of the project. */
export type LimitedBy = 'user' | 'ip' | 'all'

/** What a caller is told apart by; undefined where the caller is not known as that. */
export function callerOf(by: LimitedBy, exchange: Exchange): string | undefined {
  if (by === 'all') return 'all'
  return by === 'user' ? exchange.user?.sub : exchange.clientAddress
}

/** The key of a counter in the store; hashed, so that neither names nor keys of callers lie there. */
export function counterKey({ sha256 }: Pick<Services, 'sha256'>, parts: readonly string[]): string {
  return `limit:${sha256(JSON.stringify(parts))}`
}
