import { afterAll, expect, it } from 'vitest'
import { queryParamToHeader } from '../../../../../src/policies/inbound/query-param-to-header/query-param-to-header.ts'
import { createWorld } from '../../../../support/policy-setup.ts'
import { createPolicy, judge } from '../../../../support/token-policy.ts'

const world = createWorld()
afterAll(() => world.close())
const options = { queryParam: 'apiKey', headerName: 'Authorization', headerValue: 'Bearer {value}' }

it('moves the value, and leaves the rest of the URL as it was written', async () => {
  const policy = createPolicy(queryParamToHeader, options, world)
  const { exchange } = await judge(policy, world, { search: '?a=%20b&apiKey=k%2B%24%26&c' })
  expect([exchange.headers, exchange.search]).toEqual([{ authorization: 'Bearer k+$&' }, '?a=%20b&c'])
})

it('leaves requests without the parameter, and the URL where it should stay', async () => {
  const policy = createPolicy(queryParamToHeader, { ...options, removeFromUrl: false }, world)
  const without = await judge(policy, world, { search: '?a=b' })
  expect([without.exchange.headers, without.exchange.search]).toEqual([{}, '?a=b'])
  expect((await judge(policy, world, { search: '?apiKey=k' })).exchange.search).toBe('?apiKey=k')
})

it.each(['?apiKey=a&apiKey=b', '?apiKey=a%0d%0ax-admin:1'])('refuses %s', async (search) => {
  const policy = createPolicy(queryParamToHeader, options, world)
  expect((await judge(policy, world, { search })).reply?.status).toBe(400)
})
