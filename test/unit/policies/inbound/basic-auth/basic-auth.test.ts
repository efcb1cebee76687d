import { afterAll, expect, it } from 'vitest'
import type { Exchange } from '../../../../../src/gateway/exchange.ts'
import { basicAuth } from '../../../../../src/policies/inbound/basic-auth/basic-auth.ts'
import { createWorld } from '../../../../support/policy-setup.ts'
import { createPolicy, judge } from '../../../../support/token-policy.ts'

const world = createWorld()
afterAll(() => world.close())

const basic = (pair: string): Partial<Exchange> => ({
  headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` },
})

const cases: readonly (readonly [string, Partial<Exchange>, number | undefined])[] = [
  ['the right password', basic('ada:päss:word'), undefined],
  ['a wrong one', basic('ada:pass'), 401],
  ['nobody', basic('bo:päss:word'), 401],
  ['no colon', basic('ada'), 401],
  ['another scheme', { headers: { authorization: 'Bearer x' } }, 401],
  ['the header twice', { ...basic('ada:päss:word'), repeatedHeaders: ['authorization'] }, 401],
  ['nothing', {}, 401],
]

it.each(cases)('%s', async (_what, changes, status) => {
  const policy = createPolicy(basicAuth, { accounts: [{ username: 'ada', password: 'päss:word' }] }, world)
  expect((await judge(policy, world, changes)).reply?.status).toBe(status)
})

it('sets the user, and knows the header as a secret', async () => {
  const accounts = [{ username: 'ada', password: 'x', data: { plan: 'gold' } }]
  const policy = createPolicy(basicAuth, { accounts }, world)
  const { exchange, context } = await judge(policy, world, basic('ada:x'))
  expect(exchange.user).toMatchObject({ sub: 'ada', data: { plan: 'gold' } })
  expect(context.presentedSecrets).toEqual([basic('ada:x').headers?.['authorization']])
})

it('lets strangers pass without a user where it may', async () => {
  const options = { accounts: [{ username: 'ada', password: 'x' }], allowUnauthenticatedRequests: true }
  const policy = createPolicy(basicAuth, options, world)
  const { reply, exchange } = await judge(policy, world, basic('ada:wrong'))
  expect([reply, exchange.user]).toEqual([undefined, undefined])
})

it('does not say whether a password is right to an address that guessed too often', async () => {
  const accounts = [{ username: 'ada', password: 'x' }]
  const policy = createPolicy(basicAuth, { accounts, failedAttempts: { allowed: 2 } }, world)
  const statuses = []
  for (const password of ['a', undefined, 'b', undefined, 'c', 'x', undefined]) {
    const changes = password === undefined ? {} : basic(`ada:${password}`)
    const { reply } = await judge(policy, world, { ...changes, clientAddress: '192.0.2.1' })
    statuses.push(reply?.status)
  }
  expect(statuses).toEqual([401, 401, 401, 401, 429, 429, 401])
  expect(
    (await judge(policy, world, { ...basic('ada:x'), clientAddress: '192.0.2.2' })).reply,
  ).toBeUndefined()
})
