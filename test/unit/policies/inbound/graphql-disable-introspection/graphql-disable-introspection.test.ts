import { afterEach, expect, it } from 'vitest'
import { BufferedBody } from '../../../../../src/gateway/exchange.ts'
import { graphqlDisableIntrospection } from '../../../../../src/policies/inbound/graphql-disable-introspection/graphql-disable-introspection.ts'
import { createWorld, type World } from '../../../../support/policy-setup.ts'
import { createPolicy, judge } from '../../../../support/token-policy.ts'

let world: World
afterEach(() => world.close())

it.each([
  ['{ books { __typename } }', undefined],
  ['{ title(of: "__schema") }', undefined],
  ['{ __schema { types { name } } }', 400],
  ['{ a: __type(name: "Book") { name } }', 400],
  ['{ ...F } fragment F on Query { __schema { types { name } } }', 400],
  ['{ __sch\\u0065ma }', 400],
])('judges %s', async (query, status) => {
  world = createWorld()
  const policy = createPolicy(graphqlDisableIntrospection, {}, world)
  const { reply } = await judge(policy, world, { body: new BufferedBody(JSON.stringify([{ query }])) })
  expect(reply?.status).toBe(status)
})
