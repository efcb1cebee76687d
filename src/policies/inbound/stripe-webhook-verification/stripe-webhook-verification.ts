import { defineInboundPolicy, type InboundPolicy } from '../../../gateway/policy.ts'
import { refuseCredentials } from '../../credentials/refuse-credentials.ts'
import { createHmacVerifier } from '../../signature/hmac-verifier.ts'
import { stripeWebhookVerificationOptions } from './options.ts'

const challenge = 'HMAC realm="stripe", header="Stripe-Signature"'
const mostSignatures = 10

/** Accepts webhooks that Stripe has signed, a short while ago. */
export const stripeWebhookVerification = defineInboundPolicy({
  stage: 'inbound',
  exports: ['StripeWebhookVerificationInboundPolicy'],
  policyTypes: ['stripe-webhook-verification-inbound'],
  options: stripeWebhookVerificationOptions,
  create: ({ signingSecret, tolerance }, { name, services }): InboundPolicy => {
    const verify = createHmacVerifier(signingSecret)
    return {
      name,
      handle: async (exchange, context) => {
        const { time, signatures } = parseSignature(exchange.headers['stripe-signature'])
        const age = Math.abs(services.now() / 1000 - Number(time))
        const signed = join(new TextEncoder().encode(`${time}.`), await exchange.body.bytes())
        const verdicts = await Promise.all(signatures.map((signature) => verify(signature, signed)))
        if (verdicts.includes(true) && age <= tolerance) return undefined
        const why = `credentials: expected a signature of Stripe, at most ${tolerance} s old`
        const code = 'SALLYPORT_CREDENTIALS_REFUSED'
        return refuseCredentials({ code, why, challenge }, exchange, context)
      },
    }
  },
})

/** Bytes, not text: different bytes can be the same text. */
function join(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const joined = new Uint8Array(head.byteLength + tail.byteLength)
  joined.set(head)
  joined.set(tail, head.byteLength)
  return joined
}

/** `t=1492774577,v1=5257a8…,v1=…`: several signatures while a secret is being replaced. */
function parseSignature(header = ''): { readonly time: string; readonly signatures: readonly string[] } {
  const pairs = header.split(',').map((pair) => pair.trim().split('='))
  const valuesOf = (name: string): string[] =>
    pairs.flatMap(([key, value]) => (key === name ? [value ?? ''] : []))
  return { time: valuesOf('t')[0] ?? '', signatures: valuesOf('v1').slice(0, mostSignatures) }
}
