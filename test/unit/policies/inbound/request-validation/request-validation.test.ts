import { afterEach, describe, expect, it } from 'vitest'
import { startShaping, type ShapingWorld } from '../../../../support/shaping-world.ts'

let world: ShapingWorld
afterEach(() => world.close())

const operation = { parameters: [{ name: 'n', in: 'query', schema: { type: 'integer' } }] }

async function start(mode: string): Promise<ShapingWorld> {
  world = await startShaping({
    operation,
    inbound: [
      {
        export: 'RequestValidationInboundPolicy',
        options: { validateQueryParameters: mode, logLevel: 'warn', includeRequestInLogs: true },
      },
    ],
  })
  return world
}

describe('RequestValidationInboundPolicy', () => {
  it.each([
    ['none', 200],
    ['log-only', 200],
    ['reject-and-log', 400],
    ['reject-only', 400],
  ])('%s', async (mode, status) => {
    await start(mode)
    expect((await world.ask('?n=1')).status).toBe(200)
    const refused = await world.ask('?n=secret')
    expect(refused.status).toBe(status)
    if (status === 200) return
    const text = await refused.text()
    expect(JSON.parse(text)).toMatchObject({
      code: 'SALLYPORT_REQUEST_INVALID',
      errors: [{ in: 'query', pointer: '/n', reason: 'must be integer' }],
    })
    expect(text).not.toContain('secret')
  })

  it('lets the tool of the route pass', async () => {
    await start('reject-only')
    expect(await world.call({ n: 2 })).toMatchObject({ isError: false })
  })
})
