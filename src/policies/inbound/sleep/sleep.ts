import type { Reply } from '../../../gateway/exchange.ts'
import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { sleepOptions } from './options.ts'

/** Lets every request wait. */
export const sleep = defineInboundPolicy({
  stage: 'inbound',
  exports: ['SleepInboundPolicy'],
  policyTypes: ['sleep-inbound'],
  options: sleepOptions,
  create: ({ sleepInMs }, { name }) => ({
    name,
    handle: async ({ signal }) => ((await hasSlept(sleepInMs, signal)) ? undefined : nobodyListens()),
  }),
})

/** Ends early, with false, when the caller goes away. */
function hasSlept(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false)
  return new Promise((resolve) => {
    const wake = (slept: boolean): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', giveUp)
      resolve(slept)
    }
    const giveUp = (): void => wake(false)
    const timer = setTimeout(() => wake(true), milliseconds)
    signal.addEventListener('abort', giveUp)
  })
}

/** The caller is gone, so the upstream is spared; 499 is only for the request record. */
function nobodyListens(): Reply {
  return { status: 499, headers: {}, body: undefined }
}
