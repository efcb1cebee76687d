import type { Services } from '../../gateway/services.ts'
import type { Amounts } from './context-amounts.ts'
import { counterKey } from './keys.ts'
import type { Period } from './period.ts'

/** What a caller may use in a period. */
export interface QuotaAccount {
  /** The policy and the caller, and what else tells this account from others. */
  readonly parts: readonly string[]
  readonly period: Period
  /** By meter. */
  readonly allowances: Amounts
}

/** Which allowance is used up. */
export interface QuotaRefusal {
  readonly meter: string
  readonly allowance: number
  readonly period: Period
}

/** Keeps what callers used. */
export interface QuotaBook {
  /**
   * Takes amounts before the request runs, all of them or none. Each is one step of the store, and what does not fit is
   * put back: of requests that race for the last of an allowance one may be refused that would just have fit, never is one
   * let pass that does not.
   */
  take(account: QuotaAccount, amounts: Amounts): Promise<QuotaRefusal | undefined>
  /** Counts what is known only afterwards, or puts back, where an amount is below zero. */
  add(account: QuotaAccount, amounts: Amounts): Promise<void>
}

/** How long counters outlive their period, so that requests that run on over its end can put back. */
const graceMs = 3_600_000

/** Creates the book of a gateway; all gateways that share its store share it. */
export function createQuotaBook(services: Services): QuotaBook {
  const { storage } = services
  const keyOf = ({ parts, period }: QuotaAccount, meter: string): string =>
    counterKey(services, ['quota', ...parts, String(period.start), meter])

  const change = (account: QuotaAccount, meter: string, by: number): Promise<number> => {
    const life = account.period.end - services.now() + graceMs
    return storage.increment(keyOf(account, meter), by, Math.max(graceMs, life))
  }

  const add = async (account: QuotaAccount, amounts: Amounts): Promise<void> => {
    for (const [meter, amount] of Object.entries(amounts))
      if (amount !== 0) await change(account, meter, amount)
  }

  const isUsedUp = async (account: QuotaAccount, meter: string, allowance: number): Promise<boolean> =>
    Number((await storage.get(keyOf(account, meter)))?.value ?? 0) >= allowance

  return {
    add,
    async take(account, amounts) {
      const taken: Record<string, number> = {}
      for (const [meter, allowance] of Object.entries(account.allowances)) {
        const amount = amounts[meter]
        if (amount === 0) continue
        if (amount !== undefined) taken[meter] = -amount
        const fits =
          amount === undefined
            ? !(await isUsedUp(account, meter, allowance))
            : (await change(account, meter, amount)) <= allowance
        if (fits) continue
        await add(account, taken)
        return { meter, allowance, period: account.period }
      }
      return undefined
    },
  }
}
