import { afterEach, describe, expect, it } from 'vitest'
import { startShaping, type Received, type ShapingWorld } from '../../../../support/shaping-world.ts'

let world: ShapingWorld
afterEach(() => world.close())

describe('RemoveQueryParamsInboundPolicy', () => {
  it('keeps the named parameters from the upstream', async () => {
    world = await startShaping({
      inbound: [{ export: 'RemoveQueryParamsInboundPolicy', options: { params: ['apiKey'] } }],
    })
    const received = (await (await world.ask('?apiKey=secret&q=emma')).json()) as Received
    expect(received.search).toBe('?q=emma')
  })
})
