import { afterAll, describe, expect, it } from 'vitest'
import { setHeaders } from '../../../../../src/policies/inbound/set-headers/set-headers.ts'
import { contextOf, createWorld, exchangeWith } from '../../../../support/policy-setup.ts'

const world = createWorld()
afterAll(() => world.close())

describe('SetHeadersInboundPolicy', () => {
  it('changes the named headers, whatever their case, and no others', async () => {
    const policy = setHeaders.create(
      setHeaders.options.parse({ headers: [{ name: 'X-Team', value: 'books' }] }),
      world.setup,
    )
    const exchange = exchangeWith({ headers: { 'x-team': 'old', 'x-other': '1' } })
    expect(await policy.handle(exchange, contextOf(exchange, world.services))).toBeUndefined()
    expect(exchange.headers).toEqual({ 'x-team': 'books', 'x-other': '1' })
  })

  it('is found under the name of the project format', () => {
    expect([setHeaders.stage, ...setHeaders.exports]).toEqual(['inbound', 'SetHeadersInboundPolicy'])
  })
})
