import { afterEach, describe, expect, it } from 'vitest'
import { startShaping, type ShapingWorld } from '../../../../support/shaping-world.ts'

let world: ShapingWorld
afterEach(() => world.close())

async function start(body: string, type: string, options = {}, status = 200): Promise<void> {
  world = await startShaping({
    outbound: [{ export: 'XmlToJsonOutboundPolicy', options }],
    serve: (_request, response) =>
      response.writeHead(status, { 'content-type': type, etag: '"1"' }).end(body),
  })
}

describe('XmlToJsonOutboundPolicy', () => {
  it('answers JSON, and models read it too', async () => {
    await start('<book><title>Ulysses</title></book>', 'application/atom+xml; charset=utf-8')
    const response = await world.ask()
    expect(await response.json()).toEqual({ book: { title: 'Ulysses' } })
    expect([response.headers.get('content-type'), response.headers.get('etag')]).toEqual([
      'application/json',
      null,
    ])
    expect((await world.call()).text).toContain('"title":"Ulysses"')
  })

  it.each([
    ['500-599', 500, true],
    [[200, 404], 404, true],
    ['200-299', 404, false],
    [[200], 404, false],
  ])('with the statuses %j, a %i is turned: %s', async (parseOnStatusCodes, status, isTurned) => {
    await start('<a>1</a>', 'text/xml', { parseOnStatusCodes }, status)
    expect(await (await world.ask()).text()).toBe(isTurned ? '{"a":1}' : '<a>1</a>')
  })

  it.each([
    ['other types', '{"a":"<b>"}', 'application/json'],
    ['broken documents', '<a><b></a>', 'text/xml'],
  ])('leaves %s as they are', async (_name, body, type) => {
    await start(body, type)
    const response = await world.ask()
    expect([await response.text(), response.headers.get('content-type')]).toEqual([body, type])
  })
})
