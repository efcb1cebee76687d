import * as z from 'zod'
import { tokenLife } from '../../gateway/token-signer.ts'

/** Options of the plugin that signs tokens of the gateway. */
export const jwtServiceOptions = z.object({
  basePath: z
    .string()
    .regex(/^(?:\/[\w.~-]+)+$/, 'must be a path such as /__zuplo/issuer, without a slash at its end')
    .default('/__zuplo/issuer')
    .describe(
      'Path below which discovery and keys are served; the issuer ends with it. Default: /__zuplo/issuer.',
    ),
  tokenExpiration: tokenLife
    .default(300)
    .describe('Life of a token, seconds or a text such as "5m", up to a day. Default: 300.'),
})

/** What a project writes: {@link jwtServiceOptions} before defaults. */
export type JwtServicePluginOptions = z.input<typeof jwtServiceOptions>
