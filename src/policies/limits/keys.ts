import type { Exchange } from '../../gateway/exchange.ts'
import type { Services } from '../../gateway/services.ts'
import { networkOf } from './address-network.ts'

/** Whom a limit counts; `function` is told apart by code of the project. */
export type LimitedBy = 'user' | 'ip' | 'all'

/** What a caller is told apart by. Where nobody is signed in, the address is what is left. */
export function callerOf(by: LimitedBy, exchange: Exchange): readonly string[] {
  if (by === 'all') return ['all', 'all']
  const sub = by === 'user' ? exchange.user?.sub : undefined
  return sub === undefined ? ['ip', networkOf(exchange.clientAddress)] : ['user', sub]
}

/** The key of a counter in the store; hashed, so that neither names nor keys of callers lie there. */
export function counterKey({ sha256 }: Pick<Services, 'sha256'>, parts: readonly string[]): string {
  return `limit:${sha256(JSON.stringify(parts))}`
}
