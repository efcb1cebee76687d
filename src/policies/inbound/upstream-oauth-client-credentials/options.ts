import * as z from 'zod'
import { upstreamTokenOptions } from '../../upstream-token/options.ts'

/** Options of the client credentials policy. */
export const upstreamOauthClientCredentialsOptions = z.object(upstreamTokenOptions)
