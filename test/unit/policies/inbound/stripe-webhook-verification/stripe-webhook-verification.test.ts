import { createHmac } from 'node:crypto'
import { afterAll, expect, it } from 'vitest'
import { BufferedBody } from '../../../../../src/gateway/exchange.ts'
import { stripeWebhookVerification } from '../../../../../src/policies/inbound/stripe-webhook-verification/stripe-webhook-verification.ts'
import { createWorld } from '../../../../support/policy-setup.ts'
import { createPolicy, judge } from '../../../../support/token-policy.ts'

const now = 1_700_000_000
const world = createWorld({ now: () => now * 1000 })
afterAll(() => world.close())

const sign = (time: number, secret = 'whsec_1'): string =>
  createHmac('sha256', secret).update(`${time}.{"id":1}`).digest('hex')

it.each([
  ['fresh', `t=${now},v1=${sign(now)}`, undefined],
  ['one of two secrets', `t=${now},v1=${sign(now, 'old')},v1=${sign(now)},v0=x`, undefined],
  ['as old as may be', `t=${now - 300},v1=${sign(now - 300)}`, undefined],
  ['too old', `t=${now - 301},v1=${sign(now - 301)}`, 401],
  ['a new time on an old signature', `t=${now},v1=${sign(now - 301)}`, 401],
  ['another secret', `t=${now},v1=${sign(now, 'other')}`, 401],
  ['nothing', '', 401],
  ['no time', `v1=${sign(now)}`, 401],
])('%s', async (_what, signature, status) => {
  const policy = createPolicy(stripeWebhookVerification, { signingSecret: 'whsec_1' }, world)
  const request = { headers: { 'stripe-signature': signature }, body: new BufferedBody('{"id":1}') }
  expect((await judge(policy, world, request)).reply?.status).toBe(status)
})

it('signs bytes: no body passes that only reads the same', async () => {
  const policy = createPolicy(stripeWebhookVerification, { signingSecret: 'whsec_1' }, world)
  const headers = { 'stripe-signature': `t=${now},v1=${sign(now)}` }
  const body = new BufferedBody(new TextEncoder().encode('\uFEFF{"id":1}'))
  expect((await judge(policy, world, { headers, body })).reply?.status).toBe(401)
})
