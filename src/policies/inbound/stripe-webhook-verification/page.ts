import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Lets webhooks pass that Stripe has signed a short while ago.',
  text: `The header \`Stripe-Signature\` holds a time and signatures of the time and the body (HMAC-SHA256); several while a secret is being replaced, of which one must be right. A signature older than \`tolerance\`, or as far in the future, is refused, so that what somebody recorded cannot be sent again later; within that time it can, so let what the webhook starts be the same however often it comes.

List it before policies that change the body.`,
  inbound: [
    {
      name: 'stripe-webhook',
      handler: {
        export: 'StripeWebhookVerificationInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { signingSecret: '$env(STRIPE_SIGNING_SECRET)' },
      },
    },
  ],
  method: 'post',
  path: '/webhooks',
  exchanges: [
    {
      shows: 'A webhook with a fresh signature passes.',
      request: { body: { id: 'evt_1' }, headers: { 'stripe-signature': '$env(FRESH_SIGNATURE)' } },
      answer: { status: 200, body: { body: { id: 'evt_1' } } },
    },
    {
      shows: 'The signature of another body is refused.',
      request: { body: { id: 'evt_2' }, headers: { 'stripe-signature': '$env(FRESH_SIGNATURE)' } },
      answer: { status: 401, body: { code: 'SALLYPORT_CREDENTIALS_REFUSED' } },
    },
    {
      shows: 'One that is an hour old is refused too.',
      request: { body: { id: 'evt_1' }, headers: { 'stripe-signature': '$env(OLD_SIGNATURE)' } },
      answer: { status: 401, body: { code: 'SALLYPORT_CREDENTIALS_REFUSED' } },
    },
  ],
  seeAlso: ['[hmac-auth-inbound](hmac-auth-inbound.md)'],
}
