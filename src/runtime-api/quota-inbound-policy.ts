import type { ModuleContext } from '../gateway/facade/module-context.ts'
import { meters } from '../policies/limits/context-amounts.ts'

/** What modules tell the policy `quota-inbound`. */
export class QuotaInboundPolicy {
  /** Says how much this request uses, by meter, in place of one `requests`; known before the policy runs, it is judged with. */
  static setMeters(context: ModuleContext, amounts: Readonly<Record<string, number>>): void {
    meters.set(context, amounts)
  }
}
