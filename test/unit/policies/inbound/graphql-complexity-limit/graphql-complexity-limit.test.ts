import { afterEach, expect, it } from 'vitest'
import { BufferedBody } from '../../../../../src/gateway/exchange.ts'
import { graphqlComplexityLimit } from '../../../../../src/policies/inbound/graphql-complexity-limit/graphql-complexity-limit.ts'
import { createWorld, type World } from '../../../../support/policy-setup.ts'
import { createPolicy, judge } from '../../../../support/token-policy.ts'

let world: World
afterEach(() => world.close())

it.each([
  ['{ a { b } }', undefined],
  ['{ a { b { c } } }', 'is 3 fields deep; the limit is 2'],
  ['{ a { skip { b { c { d } } } } }', undefined],
  ['{ a(first: 9) { b } }', undefined],
  ['{ a(first: 10) { b } }', 'asks for 11 fields; the limit is 10'],
  ['{ ...F } fragment F on A { ...F }', 'leads back to itself'],
  ['{', 'is not GraphQL'],
])('judges %s', async (query, why) => {
  world = createWorld()
  const options = {
    useDepthLimit: { depthLimit: 2, ignore: ['skip'] },
    useComplexityLimit: { complexityLimit: 10 },
  }
  const policy = createPolicy(graphqlComplexityLimit, options, world)
  const { reply } = await judge(policy, world, { body: new BufferedBody(JSON.stringify({ query })) })
  expect(reply?.status).toBe(why === undefined ? undefined : 400)
  if (why !== undefined) expect(reply?.body).toContain(why)
})

it('counts the operations of a batch together', async () => {
  world = createWorld()
  const policy = createPolicy(graphqlComplexityLimit, { useComplexityLimit: { complexityLimit: 3 } }, world)
  const batch = JSON.stringify([{ query: '{ a b }' }, { query: '{ a b }' }])
  expect((await judge(policy, world, { body: new BufferedBody(batch) })).reply?.status).toBe(400)
})
