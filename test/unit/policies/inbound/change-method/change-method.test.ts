import { afterEach, describe, expect, it } from 'vitest'
import { startShaping, type Received, type ShapingWorld } from '../../../../support/shaping-world.ts'

let world: ShapingWorld
afterEach(() => world.close())

describe('ChangeMethodInboundPolicy', () => {
  it('asks the upstream with another method', async () => {
    world = await startShaping({
      inbound: [{ export: 'ChangeMethodInboundPolicy', options: { method: 'post' } }],
    })
    expect(((await (await world.ask()).json()) as Received).method).toBe('POST')
    expect((await world.call()).text).toContain('"method":"POST"')
  })

  it('leaves the body behind where the new method has none', async () => {
    world = await startShaping({
      method: 'post',
      inbound: [{ export: 'ChangeMethodInboundPolicy', options: { method: 'GET' } }],
    })
    const received = (await (
      await world.ask('', { body: 'text', headers: { 'content-length': '4' } })
    ).json()) as Received
    expect(received).toMatchObject({ method: 'GET', body: '' })
    expect(received.headers).toMatchObject({ 'zp-body-removed': 'true' })
  })
})
