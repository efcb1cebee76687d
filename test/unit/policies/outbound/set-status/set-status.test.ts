import { afterEach, describe, expect, it } from 'vitest'
import { startShaping, type ShapingWorld } from '../../../../support/shaping-world.ts'

let world: ShapingWorld
afterEach(() => world.close())

describe('SetStatusOutboundPolicy', () => {
  it('changes the status and nothing else', async () => {
    world = await startShaping({
      outbound: [{ export: 'SetStatusOutboundPolicy', options: { status: 202 } }],
    })
    const response = await world.ask()
    expect([response.status, await response.json()]).toMatchObject([202, { method: 'GET' }])
  })

  it('makes of an answer a failure that a model sees', async () => {
    world = await startShaping({
      outbound: [{ export: 'SetStatusOutboundPolicy', options: { status: 404 } }],
    })
    expect(await world.call()).toMatchObject({ isError: true })
  })

  it.each([204, 304])('takes the body away for %d', async (status) => {
    world = await startShaping({ outbound: [{ export: 'SetStatusOutboundPolicy', options: { status } }] })
    const response = await world.ask()
    expect([response.status, await response.text()]).toEqual([status, ''])
    expect(response.headers.get('content-type')).toBeNull()
  })

  it('says that the words beside a status are not sent', async () => {
    world = await startShaping({
      outbound: [{ export: 'SetStatusOutboundPolicy', options: { status: 200, statusText: 'Fine' } }],
    })
    expect(world.fixture.gateway.diagnostics).toMatchObject([
      { severity: 'warning', code: 'SALLYPORT_CONFIG_NO_EFFECT', file: 'config/policies.json' },
    ])
  })
})
