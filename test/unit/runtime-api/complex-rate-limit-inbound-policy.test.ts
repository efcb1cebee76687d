import { afterAll, expect, it } from 'vitest'
import { moduleContextOf } from '../../../src/gateway/facade/module-context.ts'
import { increments } from '../../../src/policies/limits/context-amounts.ts'
import { ComplexRateLimitInboundPolicy } from '../../../src/runtime-api/complex-rate-limit-inbound-policy.ts'
import { contextOf, createWorld, exchangeWith } from '../../support/policy-setup.ts'

const world = createWorld()
afterAll(() => world.close())

it('tells the policy what a request counts', () => {
  const context = contextOf(exchangeWith(), world.services)
  ComplexRateLimitInboundPolicy.setIncrements(moduleContextOf(context, 1000), { compute: 3 })
  expect(increments.of(context)).toEqual({ compute: 3 })
})
