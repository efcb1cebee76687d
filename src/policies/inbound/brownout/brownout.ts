import { Cron } from 'croner'
import { buildProblem } from '../../../foundation/http/problem.ts'
import { problemReply } from '../../../gateway/failure-response.ts'
import { defineInboundPolicy, type PolicySetup } from '../../../gateway/policy.ts'
import { brownoutOptions } from './options.ts'

const minute = 60_000
/** Longest wait that is looked for and named, minutes. */
const longestWait = 60

/** Refuses requests in the minutes of a schedule. */
export const brownout = defineInboundPolicy({
  stage: 'inbound',
  exports: ['BrownOutInboundPolicy', 'BrownoutInboundPolicy'],
  policyTypes: ['brownout-inbound'],
  options: brownoutOptions,
  create: ({ cronSchedule, timeZone, problem }, setup) => {
    const { name, services } = setup
    const schedules = compileSchedules([cronSchedule].flat(), timeZone, Array.isArray(cronSchedule), setup)
    const minutes = new Minutes(schedules)
    const { status, detail, title, type, ...further } = problem
    return {
      name,
      handle: ({ path, requestId }) => {
        const now = services.now()
        const until = minutes.endOfBrownout(now)
        if (until === undefined) return undefined
        const own = { ...(title === undefined ? {} : { title }), ...(type === undefined ? {} : { type }) }
        const built = buildProblem({ status, detail, instance: path, requestId, now })
        const retryAfter = String(Math.ceil((until - now) / 1000))
        return problemReply({ ...further, ...built, ...own }, { 'retry-after': retryAfter })
      },
    }
  },
})

function compileSchedules(
  texts: readonly string[],
  timezone: string,
  isList: boolean,
  { report }: PolicySetup,
): readonly Cron[] {
  return texts.flatMap((text, index) => {
    try {
      return new Cron(text, { timezone, mode: '5-part' })
    } catch (error) {
      report({
        severity: 'error',
        code: 'SALLYPORT_CONFIG_INVALID_VALUE',
        path: isList ? ['cronSchedule', index] : ['cronSchedule'],
        message: `"${text}" is no cron expression: ${error instanceof Error ? error.message : String(error)}`,
        hint: 'Write minute, hour, day of the month, month and day of the week, such as "*/15 2 * * *".',
      })
      return []
    }
  })
}

/** A schedule, asked for one minute at a time and remembered until the next. */
class Minutes {
  private readonly schedules: readonly Cron[]
  private asked = Number.NaN
  private until: number | undefined = undefined

  constructor(schedules: readonly Cron[]) {
    this.schedules = schedules
  }

  /** When the brownout of this moment ends, as far as one looks ahead; undefined while there is none. */
  endOfBrownout(now: number): number | undefined {
    const start = now - (now % minute)
    if (start === this.asked) return this.until
    this.asked = start
    let end = start
    while (this.has(end) && end < start + longestWait * minute) end += minute
    this.until = end === start ? undefined : end
    return this.until
  }

  private has(start: number): boolean {
    return this.schedules.some((schedule) => schedule.match(new Date(start)))
  }
}
