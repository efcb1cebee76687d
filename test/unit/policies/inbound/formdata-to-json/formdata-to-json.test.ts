import { afterEach, describe, expect, it } from 'vitest'
import { startShaping, type Received, type ShapingWorld } from '../../../../support/shaping-world.ts'

let world: ShapingWorld
afterEach(() => world.close())

const start = async (options: Record<string, unknown> = {}): Promise<void> => {
  world = await startShaping({
    method: 'post',
    inbound: [{ export: 'FormDataToJsonInboundPolicy', options }],
  })
}

describe('FormDataToJsonInboundPolicy', () => {
  it('sends JSON of the right length', async () => {
    await start()
    const received = (await (
      await world.ask('', { body: new URLSearchParams({ title: 'Émma' }) })
    ).json()) as Received
    expect(received.body).toBe('{"title":"Émma"}')
    expect(received.headers).toMatchObject({ 'content-type': 'application/json', 'content-length': '17' })
  })

  it('lets other bodies pass where it may', async () => {
    await start({ badRequestIfNotFormData: false })
    const body = '{"a":1}'
    const received = (await (
      await world.ask('', { body, headers: { 'content-type': 'application/json' } })
    ).json()) as Received
    expect(received.body).toBe(body)
  })

  it('answers a robot that fills the trap, and asks nobody', async () => {
    await start({ optionalHoneypotName: 'website' })
    const response = await world.ask('', { body: new URLSearchParams({ title: 'x', website: 'spam' }) })
    expect([response.status, await response.text()]).toEqual([200, '{}'])
  })
})
