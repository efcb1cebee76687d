import { afterAll, expect, it } from 'vitest'
import { GatewayContext } from '../../../../src/gateway/request-context.ts'
import { challengeTermsOf } from '../../../../src/policies/bearer/challenge-terms.ts'
import { contextOf, createWorld, exchangeWith, routeAt } from '../../../support/policy-setup.ts'

const world = createWorld()
afterAll(() => world.close())

it('are those of this route, else of the route it was dispatched from, else nothing is named', () => {
  const exchange = exchangeWith()
  const parent = contextOf(exchange, world.services)
  const child = new GatewayContext(exchange, routeAt('/tool'), world.services, parent.actions, parent)
  expect(challengeTermsOf(child)).toEqual({ metadataEnabled: false, scopes: [] })
  parent.challengeTerms = { metadataEnabled: true, scopes: ['outer'] }
  expect(challengeTermsOf(child).scopes).toEqual(['outer'])
  child.challengeTerms = { metadataEnabled: true, scopes: ['own'] }
  expect(challengeTermsOf(child).scopes).toEqual(['own'])
})
