import { afterAll, describe, expect, it } from 'vitest'
import { setHeaders } from '../../../../../src/policies/outbound/set-headers/set-headers.ts'
import { contextOf, createWorld, exchangeWith } from '../../../../support/policy-setup.ts'

const world = createWorld()
afterAll(() => world.close())

describe('SetHeadersOutboundPolicy', () => {
  it('changes the named headers, whatever their case, and no others', async () => {
    const policy = setHeaders.create(
      setHeaders.options.parse({ headers: [{ name: 'X-Team', value: 'books' }] }),
      world.setup,
    )
    const exchange = exchangeWith()
    const reply = await policy.handle(
      { status: 200, headers: { 'x-team': 'old', 'x-other': '1' }, body: 'ok' },
      exchange,
      contextOf(exchange, world.services),
    )
    expect(reply).toEqual({ status: 200, headers: { 'x-team': 'books', 'x-other': '1' }, body: 'ok' })
  })

  it('is found under the name of the project format', () => {
    expect([setHeaders.stage, ...setHeaders.exports]).toEqual(['outbound', 'SetHeadersOutboundPolicy'])
  })
})
