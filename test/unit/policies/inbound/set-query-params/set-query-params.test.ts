import { afterEach, describe, expect, it } from 'vitest'
import { startShaping, type Received, type ShapingWorld } from '../../../../support/shaping-world.ts'

let world: ShapingWorld
afterEach(() => world.close())

describe('SetQueryParamsInboundPolicy', () => {
  it('sets parameters for the upstream, over HTTP and for a tool', async () => {
    const params = [
      { name: 'limit', value: '10' },
      { name: 'sort', value: 'title', overwrite: false },
    ]
    world = await startShaping({ inbound: [{ export: 'SetQueryParamsInboundPolicy', options: { params } }] })
    const received = (await (await world.ask('?limit=999&sort=year')).json()) as Received
    expect(received.search).toBe('?sort=year&limit=10')
    expect((await world.call()).text).toContain('?limit=10&sort=title')
  })
})
