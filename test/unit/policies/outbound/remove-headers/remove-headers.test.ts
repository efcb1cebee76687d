import { afterAll, describe, expect, it } from 'vitest'
import { removeHeaders } from '../../../../../src/policies/outbound/remove-headers/remove-headers.ts'
import { contextOf, createWorld, exchangeWith } from '../../../../support/policy-setup.ts'

const world = createWorld()
afterAll(() => world.close())

describe('RemoveHeadersOutboundPolicy', () => {
  it('changes the named headers, whatever their case, and no others', async () => {
    const policy = removeHeaders.create(removeHeaders.options.parse({ headers: ['X-Team'] }), world.setup)
    const exchange = exchangeWith()
    const reply = await policy.handle(
      { status: 200, headers: { 'x-team': 'old', 'x-other': '1' }, body: 'ok' },
      exchange,
      contextOf(exchange, world.services),
    )
    expect(reply).toEqual({ status: 200, headers: { 'x-other': '1' }, body: 'ok' })
  })

  it('is found under the name of the project format', () => {
    expect([removeHeaders.stage, ...removeHeaders.exports]).toEqual([
      'outbound',
      'RemoveHeadersOutboundPolicy',
    ])
  })
})
