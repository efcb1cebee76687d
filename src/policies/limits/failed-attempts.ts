import { LRUCache } from 'lru-cache'
import type { Exchange, Reply } from '../../gateway/exchange.ts'
import { failureReply } from '../../gateway/failure-response.ts'
import type { GatewayContext } from '../../gateway/request-context.ts'
import type { Services } from '../../gateway/services.ts'
import type { FailedAttemptsOption } from './failed-attempts-option.ts'
import { isLoopback, networkOf } from './address-network.ts'

/** Most addresses that a policy remembers failures of; the one that was quiet longest is forgotten first. */
const mostAddresses = 10_000

/** Refused credentials by the address they came from; in this process alone, so that looking costs nothing. */
export class FailedAttempts {
  private readonly options: FailedAttemptsOption
  private readonly services: Services
  private readonly policy: string
  private readonly failures = new LRUCache<string, { count: number; readonly until: number }>({
    max: mostAddresses,
  })

  constructor(options: FailedAttemptsOption, policy: string, services: Services) {
    this.options = options
    this.policy = policy
    this.services = services
  }

  /** The answer to credentials that are not verified, because too many others from their address were refused. */
  refuse(exchange: Exchange, context: GatewayContext): Reply | undefined {
    // Most requests come while nothing was refused, and pay nothing.
    if (this.options === false || this.failures.size === 0) return undefined
    const failed = this.failures.get(networkOf(exchange.clientAddress))
    const wait = (failed?.until ?? 0) - this.services.now()
    if (failed === undefined || wait <= 0 || failed.count < this.options.allowed) return undefined
    context.refusal = 'credentials: not verified, too many from this address were refused'
    const headers = { 'retry-after': String(Math.ceil(wait / 1000)), 'cache-control': 'no-store' }
    return failureReply('SALLYPORT_LIMIT_FAILED_ATTEMPTS', exchange, undefined, headers)
  }

  /** Counts credentials that were refused. */
  count({ clientAddress }: Exchange): void {
    // Behind a proxy on this machine that nobody named, every caller would have its address.
    if (this.options === false || clientAddress === '' || isLoopback(clientAddress)) return
    const { allowed, perSeconds } = this.options
    const network = networkOf(clientAddress)
    const now = this.services.now()
    const known = this.failures.get(network)
    const failed =
      known !== undefined && known.until > now ? known : { count: 0, until: now + perSeconds * 1000 }
    failed.count += 1
    this.failures.set(network, failed)
    if (failed.count === allowed) this.log(network)
  }

  private log(network: string): void {
    this.services.log.warn('too many refused credentials: others from the address are not verified', {
      policy: this.policy,
      address: network,
      hint: 'If this is a proxy, list it in trustedProxies, so that its callers are told apart.',
    })
  }
}
