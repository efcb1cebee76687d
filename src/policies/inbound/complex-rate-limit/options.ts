import * as z from 'zod'
import { identifierReference, windowLimit, windowOptions } from '../../limits/window-options.ts'

/** Limits by the name of the counter. */
export const counterLimits = z
  .record(
    z
      .string()
      .min(1)
      .max(200)
      .refine((name) => !(name in {}), 'is no name for a counter'),
    windowLimit,
  )
  .refine((limits) => Object.keys(limits).length <= 20, 'has more than 20 counters')

/** Options of the complex rate limit. */
export const complexRateLimitOptions = z.object({
  ...windowOptions,
  limits: counterLimits
    .refine((limits) => Object.keys(limits).length > 0, 'names no counter')
    .describe(
      'Most that a window holds, by counter, up to 20 counters. A request counts one in each, unless a module says otherwise with `setIncrements`. Required.',
    ),
  identifier: identifierReference
    .optional()
    .describe(
      'For `function`: gets the request, the context and the name of the policy and answers `{ key, limits?, timeWindowMinutes? }`, or undefined for requests that are not counted; may be async.',
    ),
})

/** Checked {@link complexRateLimitOptions}. */
export type ComplexRateLimitOptions = z.infer<typeof complexRateLimitOptions>
