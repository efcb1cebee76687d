import { afterEach, expect, it } from 'vitest'
import { moduleContextOf } from '../../../../src/gateway/facade/module-context.ts'
import { GatewayContext } from '../../../../src/gateway/request-context.ts'
import { ContextAmounts } from '../../../../src/policies/limits/context-amounts.ts'
import { contextOf, createWorld, exchangeWith } from '../../../support/policy-setup.ts'

const world = createWorld()
afterEach(() => world.close())
const amounts = new ContextAmounts('setMeters')

it('what the route of a tool says is known on the MCP route too, and nowhere else', () => {
  const exchange = exchangeWith()
  const outer = contextOf(exchange, world.services)
  const inner = new GatewayContext(exchange, outer.route, outer.services, outer.actions, outer)
  const other = contextOf(exchange, world.services)
  amounts.set(moduleContextOf(outer, 1000), { tokens: 1, pages: 2 })
  amounts.set(moduleContextOf(inner, 1000), { tokens: 5 })
  expect([amounts.of(outer), amounts.of(inner), amounts.of(other)]).toEqual([
    { tokens: 5, pages: 2 },
    { tokens: 5 },
    {},
  ])
})

it.each<Record<string, number>>([
  { tokens: -1 },
  { tokens: 1.5 },
  { tokens: Number.NaN },
  { constructor: 1 },
  { '': 1 },
])('%j is a mistake of the module', (wrong) => {
  const context = moduleContextOf(contextOf(exchangeWith(), world.services), 1000)
  expect(() => amounts.set(context, wrong)).toThrow(/setMeters takes whole/)
})
