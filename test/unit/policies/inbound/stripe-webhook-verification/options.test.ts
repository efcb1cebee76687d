import { expect, it } from 'vitest'
import { stripeWebhookVerificationOptions } from '../../../../../src/policies/inbound/stripe-webhook-verification/options.ts'

it('take what is documented', () => {
  expect(stripeWebhookVerificationOptions.safeParse({ signingSecret: 'whsec_1' }).success).toBe(true)
})

it.each([{}, { signingSecret: 'w', tolerance: 0 }])('refuse %j', (options: unknown) => {
  expect(stripeWebhookVerificationOptions.safeParse(options).success).toBe(false)
})
