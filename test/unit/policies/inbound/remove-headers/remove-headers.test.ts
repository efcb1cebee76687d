import { afterAll, describe, expect, it } from 'vitest'
import { removeHeaders } from '../../../../../src/policies/inbound/remove-headers/remove-headers.ts'
import { contextOf, createWorld, exchangeWith } from '../../../../support/policy-setup.ts'

const world = createWorld()
afterAll(() => world.close())

describe('RemoveHeadersInboundPolicy', () => {
  it('changes the named headers, whatever their case, and no others', async () => {
    const policy = removeHeaders.create(removeHeaders.options.parse({ headers: ['X-Team'] }), world.setup)
    const exchange = exchangeWith({ headers: { 'x-team': 'old', 'x-other': '1' } })
    expect(await policy.handle(exchange, contextOf(exchange, world.services))).toBeUndefined()
    expect(exchange.headers).toEqual({ 'x-other': '1' })
  })

  it('is found under the name of the project format', () => {
    expect([removeHeaders.stage, ...removeHeaders.exports]).toEqual(['inbound', 'RemoveHeadersInboundPolicy'])
  })
})
