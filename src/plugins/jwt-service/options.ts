import * as z from 'zod'
import { parseSeconds } from '../../foundation/duration.ts'

const longestSeconds = 86_400

/** Options of the plugin that signs tokens of the gateway. */
export const jwtServiceOptions = z.object({
  basePath: z
    .string()
    .regex(/^(?:\/[\w.~-]+)+$/, 'must be a path such as /__zuplo/issuer, without a slash at its end')
    .default('/__zuplo/issuer')
    .describe(
      'Path below which discovery and keys are served; the issuer ends with it. Default: /__zuplo/issuer.',
    ),
  tokenExpiration: z
    .union([z.number(), z.string()])
    .transform((value) => parseSeconds(value) ?? Number.NaN)
    .pipe(z.number({ error: 'must be seconds, or a text such as "5m"' }).min(1).max(longestSeconds))
    .default(300)
    .describe('Life of a token, seconds or a text such as "5m", up to a day. Default: 300.'),
})

/** What a project writes: {@link jwtServiceOptions} before defaults. */
export type JwtServicePluginOptions = z.input<typeof jwtServiceOptions>
