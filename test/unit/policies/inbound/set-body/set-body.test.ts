import { afterEach, describe, expect, it } from 'vitest'
import { startShaping, type Received, type ShapingWorld } from '../../../../support/shaping-world.ts'

let world: ShapingWorld
afterEach(() => world.close())

describe('SetBodyInboundPolicy', () => {
  it('sends its text with the right length, whatever the caller sent', async () => {
    world = await startShaping({
      method: 'post',
      inbound: [{ export: 'SetBodyInboundPolicy', options: { body: '{"title":"Émma"}' } }],
    })
    const received = (await (
      await world.ask('', { body: 'a longer text than the new one' })
    ).json()) as Received
    expect(received.body).toBe('{"title":"Émma"}')
    expect(received.headers).toMatchObject({ 'content-length': '17' })
    expect((await world.call()).text).toContain('Émma')
  })

  it('gives a request its first body and a type', async () => {
    world = await startShaping({
      method: 'post',
      inbound: [{ export: 'SetBodyInboundPolicy', options: { body: '{}' } }],
    })
    const received = (await (await world.ask()).json()) as Received
    expect([received.body, received.headers['content-type']]).toEqual(['{}', 'application/json'])
  })
})
