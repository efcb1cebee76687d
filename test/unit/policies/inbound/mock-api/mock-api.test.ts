import { afterEach, describe, expect, it } from 'vitest'
import { startShaping, type ShapingWorld } from '../../../../support/shaping-world.ts'

let world: ShapingWorld | undefined
afterEach(async () => {
  await world?.close()
  world = undefined
})

const operation = {
  responses: {
    200: {
      description: 'A book.',
      content: {
        'application/json': {
          examples: { emma: { value: { title: 'Emma' } }, persuasion: { value: { title: 'Persuasion' } } },
        },
      },
    },
    404: { description: 'None.', content: { 'text/plain': { example: 'No such book.' } } },
  },
}

async function answer(options: Record<string, unknown>, described: Record<string, unknown> = operation) {
  await world?.close()
  world = await startShaping({ operation: described, inbound: [{ export: 'MockApiInboundPolicy', options }] })
  const response = await world.ask()
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: await response.text(),
  }
}

describe('MockApiInboundPolicy', () => {
  it('answers with the first example, in place of the upstream', async () => {
    expect(await answer({})).toEqual({ status: 200, type: 'application/json', body: '{"title":"Emma"}' })
    expect((await world!.call()).text).toContain('Emma')
  })

  it('answers with the example that is asked for', async () => {
    expect((await answer({ exampleName: 'persuasion' })).body).toBe('{"title":"Persuasion"}')
    expect(await answer({ responsePrefixFilter: '4XX' })).toMatchObject({
      status: 404,
      body: 'No such book.',
    })
    expect(await answer({ contentType: 'text/plain' })).toMatchObject({ status: 404, type: 'text/plain' })
  })

  it('answers with any of those that fit', async () => {
    await answer({ random: true, responsePrefixFilter: '2' })
    const seen = new Set<string>()
    for (let turn = 0; turn < 64; turn++) seen.add(await (await world!.ask()).text())
    expect([...seen].sort()).toEqual(['{"title":"Emma"}', '{"title":"Persuasion"}'])
  })

  it('says at start which route has nothing to answer with, and says so to callers too', async () => {
    expect(await answer({ exampleName: 'sanditon' })).toMatchObject({
      status: 501,
      type: 'application/problem+json',
    })
    expect(world!.fixture.gateway.diagnostics).toMatchObject([
      { severity: 'warning', code: 'SALLYPORT_CONFIG_NO_EXAMPLE', file: 'config/routes.oas.json' },
    ])
  })
})
