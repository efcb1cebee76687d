import type { ModuleContext } from '../gateway/facade/module-context.ts'
import { increments } from '../policies/limits/context-amounts.ts'

/** What modules tell the policy `complex-rate-limit-inbound`. */
export class ComplexRateLimitInboundPolicy {
  /** Says how much this request counts, by counter, in place of one; known before the policy runs, it is judged with. */
  static setIncrements(context: ModuleContext, amounts: Readonly<Record<string, number>>): void {
    increments.set(context, amounts)
  }
}
