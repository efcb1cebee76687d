import * as z from 'zod'
import type { ModuleContext } from '../../gateway/facade/module-context.ts'
import type { GatewayContext } from '../../gateway/request-context.ts'

/** How much a request counts, by the name of the counter or meter. */
export type Amounts = Readonly<Record<string, number>>

/** The name of a counter or meter; those that every object has would be found where nothing was written. */
const amountName = z
  .string()
  .min(1)
  .max(200)
  .refine((name) => !(name in {}), 'is no name for a counter')

/** Whole numbers by name of a counter or meter. */
export const amountsShape = z.record(amountName, z.number().int().min(0).max(1_000_000_000_000))

/** What modules say a request counts: of its own route, and of the MCP route whose tool it serves. */
export class ContextAmounts {
  private readonly amounts = new WeakMap<object, Amounts>()
  private readonly setter: string

  /** The name of the function that modules call, for its errors. */
  constructor(setter: string) {
    this.setter = setter
  }

  /** Amounts of other names stay what they were. */
  set(context: ModuleContext, amounts: Amounts): void {
    const checked = amountsShape.safeParse(amounts)
    if (!checked.success)
      throw new TypeError(
        `${this.setter} takes whole numbers from 0 by name: ${z.prettifyError(checked.error)}`,
      )
    for (let at: ModuleContext | undefined = context; at !== undefined; at = at.parentContext)
      this.amounts.set(at, { ...this.amounts.get(at), ...checked.data })
  }

  /** What was set so far; most requests never showed their context to a module, and for them it costs nothing. */
  of({ facade }: GatewayContext): Amounts {
    return (facade === undefined ? undefined : this.amounts.get(facade)) ?? {}
  }
}

/** Increments of complex rate limits. */
export const increments = new ContextAmounts('setIncrements')

/** Meters of quotas. */
export const meters = new ContextAmounts('setMeters')
