import * as z from 'zod'
import { allowUnauthenticatedRequests } from '../../credentials/options.ts'
import { failedAttemptsOption } from '../../limits/failed-attempts-option.ts'

const account = z
  .object({
    // RFC 7617 section 2: the first colon ends the name.
    username: z
      .string()
      .min(1)
      .regex(/^[^:]*$/, 'holds no colon')
      .describe('Name, without a colon. Required.'),
    password: z
      .string()
      .min(1)
      .optional()
      .describe('Password, best as $env(NAME). Required, unless passwordHash is there.'),
    passwordHash: z
      .string()
      .min(1)
      .optional()
      .describe(
        'Its scrypt hash in place of the password, as `sallyport identity hash-password` writes it. Default: none.',
      ),
    data: z
      .record(z.string(), z.unknown())
      .default({})
      .describe('What `request.user.data` will be. Default: nothing.'),
  })
  .refine(
    ({ password, passwordHash }) => (password === undefined) !== (passwordHash === undefined),
    'needs either a password or a passwordHash',
  )

/** Options of the Basic authentication policy. */
export const basicAuthOptions = z.object({
  accounts: z
    .array(account)
    .min(1)
    .max(10_000)
    .refine(
      (accounts) => new Set(accounts.map(({ username }) => username)).size === accounts.length,
      'names an account twice',
    )
    .describe('Accounts, each with username, password or passwordHash, and data. Required.'),
  allowUnauthenticatedRequests,
  failedAttempts: failedAttemptsOption,
})

/** A checked account of the policy. */
export type BasicAccount = z.infer<typeof account>
