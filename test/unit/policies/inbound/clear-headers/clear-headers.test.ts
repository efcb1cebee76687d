import { afterEach, describe, expect, it } from 'vitest'
import { startShaping, type Received, type ShapingWorld } from '../../../../support/shaping-world.ts'

let world: ShapingWorld
afterEach(() => world.close())

describe('ClearHeadersInboundPolicy', () => {
  it('removes every header save those to keep and what frames the body', async () => {
    world = await startShaping({
      method: 'post',
      inbound: [{ export: 'ClearHeadersInboundPolicy', options: { exclude: ['X-Team'] } }],
    })
    const headers = {
      'x-team': 'books',
      cookie: 'a=1',
      authorization: 'Bearer x',
      'content-type': 'text/plain',
    }
    const received = (await (await world.ask('', { headers, body: 'text' })).json()) as Received
    expect(received.headers).toMatchObject({ 'x-team': 'books' })
    for (const gone of ['cookie', 'authorization', 'content-type'])
      expect(received.headers).not.toHaveProperty(gone)
    expect(received.body).toBe('text')
  })
})
