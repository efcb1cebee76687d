import { afterAll, expect, it } from 'vitest'
import { moduleContextOf } from '../../../src/gateway/facade/module-context.ts'
import { meters } from '../../../src/policies/limits/context-amounts.ts'
import { QuotaInboundPolicy } from '../../../src/runtime-api/quota-inbound-policy.ts'
import { contextOf, createWorld, exchangeWith } from '../../support/policy-setup.ts'

const world = createWorld()
afterAll(() => world.close())

it('tells the policy what a request counts', () => {
  const context = contextOf(exchangeWith(), world.services)
  QuotaInboundPolicy.setMeters(moduleContextOf(context, 1000), { compute: 3 })
  expect(meters.of(context)).toEqual({ compute: 3 })
})
