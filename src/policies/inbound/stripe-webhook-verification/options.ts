import * as z from 'zod'

/** Options of the policy for webhooks of Stripe. */
export const stripeWebhookVerificationOptions = z.object({
  signingSecret: z
    .string()
    .min(1)
    .describe('Signing secret of the webhook endpoint, `whsec_…`, best as $env(NAME). Required.'),
  tolerance: z
    .number()
    .int()
    .min(1)
    .max(86_400)
    .default(300)
    .describe('Oldest signature that is accepted, seconds, 1 to 86400. Default: 300.'),
})
