import { afterEach, describe, expect, it } from 'vitest'
import { startShaping, type ShapingWorld } from '../../../../support/shaping-world.ts'

let world: ShapingWorld
afterEach(() => world.close())

describe('ClearHeadersOutboundPolicy', () => {
  it('removes every header of the answer save those to keep, and the body can still be read', async () => {
    world = await startShaping({
      outbound: [{ export: 'ClearHeadersOutboundPolicy', options: { exclude: ['X-Team'] } }],
      serve: (_, response) => {
        response.setHeader('x-team', 'books').setHeader('server', 'old').setHeader('set-cookie', 'a=1')
        response.end('text')
      },
    })
    const { headers, ...response } = await world.ask().then(async (answer) => ({
      headers: answer.headers,
      body: await answer.text(),
    }))
    expect(response.body).toBe('text')
    expect(headers.get('x-team')).toBe('books')
    expect([headers.get('server'), headers.get('set-cookie')]).toEqual([null, null])
  })
})
