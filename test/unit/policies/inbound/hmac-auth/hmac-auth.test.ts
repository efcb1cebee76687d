import { createHmac } from 'node:crypto'
import { afterAll, expect, it } from 'vitest'
import type { Exchange } from '../../../../../src/gateway/exchange.ts'
import { BufferedBody } from '../../../../../src/gateway/exchange.ts'
import { hmacAuth } from '../../../../../src/policies/inbound/hmac-auth/hmac-auth.ts'
import { createWorld } from '../../../../support/policy-setup.ts'
import { createPolicy, judge } from '../../../../support/token-policy.ts'

const world = createWorld()
afterAll(() => world.close())

const secret = 'a-secret-of-32-characters-or-more'
const signature = createHmac('sha256', secret).update('body').digest('hex')

const cases: readonly (readonly [string, Partial<Exchange>, number | undefined])[] = [
  [
    'the signature of the body',
    { headers: { 'x-signature': signature }, body: new BufferedBody('body') },
    undefined,
  ],
  ['that of another', { headers: { 'x-signature': signature }, body: new BufferedBody('other') }, 401],
  ['none', { body: new BufferedBody('body') }, 401],
]

it.each(cases)('%s', async (_what, changes, status) => {
  const policy = createPolicy(hmacAuth, { secret, headerName: 'X-Signature' }, world)
  expect((await judge(policy, world, changes)).reply?.status).toBe(status)
})
