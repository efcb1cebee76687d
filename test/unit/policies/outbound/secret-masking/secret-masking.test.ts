import { afterEach, describe, expect, it } from 'vitest'
import { contextOf, createWorld, exchangeWith, type World } from '../../../../support/policy-setup.ts'
import { startShaping, type ShapingWorld } from '../../../../support/shaping-world.ts'
import { secretMasking } from '../../../../../src/policies/outbound/secret-masking/secret-masking.ts'

const token = `ghp_${'a1B2c3'.repeat(6)}`
const open: (ShapingWorld | World)[] = []
afterEach(async () => {
  for (const world of open.splice(0)) await world.close()
})

async function start(type: string, body: string, options = {}): Promise<ShapingWorld> {
  const world = await startShaping({
    outbound: [{ export: 'SecretMaskingOutboundPolicy', options }],
    serve: (_, response) => {
      response.setHeader('content-type', type)
      response.end(body)
    },
  })
  open.push(world)
  return world
}

describe('SecretMaskingOutboundPolicy', () => {
  it('masks strings of JSON, JSON within them included, over HTTP and for a tool', async () => {
    const body = JSON.stringify({ id: 1, note: `use ${token}`, log: JSON.stringify({ token }) })
    const world = await start('application/json', body)
    const response = await world.ask()
    expect(await response.json()).toEqual({ id: 1, note: 'use [REDACTED]', log: '{"token":"[REDACTED]"}' })
    const { text, isError } = await world.call()
    expect([text.includes(token), text.includes('use [REDACTED]'), isError]).toEqual([false, true, false])
  })

  it('is not got around by asking for a part, or for a coding it cannot undo', async () => {
    const asked: (string | undefined)[] = []
    const world = await startShaping({
      outbound: [{ export: 'SecretMaskingOutboundPolicy' }],
      serve: ({ headers }, response) => {
        asked.push(headers.range, headers['accept-encoding']?.toString())
        response.writeHead(headers.range === undefined ? 200 : 206, { 'content-type': 'text/plain' })
        response.end(token)
      },
    })
    open.push(world)
    const response = await world.ask('', { headers: { range: 'bytes=0-99', 'accept-encoding': 'zstd, br' } })
    expect([response.status, await response.text()]).toEqual([200, '[REDACTED]'])
    expect(asked).toEqual([undefined, 'identity'])
  })

  it('masks plain text, and leaves images alone', async () => {
    const text = await start('text/plain', `key: ${token}`, { mask: '***' })
    expect(await (await text.ask()).text()).toBe('key: ***')
    const image = await start('image/png', token)
    expect(await (await image.ask()).text()).toBe(token)
  })

  it('reports a pattern that it cannot use at its place', async () => {
    await expect(
      start('text/plain', 'x', { additionalPatterns: ['a[0-9]', '(?=a)b'] }),
    ).rejects.toMatchObject({
      diagnostics: [
        { severity: 'error', code: 'SALLYPORT_MASKING_PATTERN_REFUSED', file: 'config/policies.json' },
      ],
    })
  })

  it('masks tool results of an MCP route', async () => {
    const world = createWorld()
    open.push(world)
    if (secretMasking.stage !== 'outbound') throw new Error('it is outbound')
    const policy = secretMasking.create({ mask: '[REDACTED]', additionalPatterns: [] }, world.setup)
    const exchange = exchangeWith()
    const call = { tool: 'it', arguments: {}, annotations: {} }
    expect(
      await policy.handleToolResult?.(
        { content: [{ type: 'text', text: token }], structuredContent: { deep: [{ token }] } },
        call,
        exchange,
        contextOf(exchange, world.services),
      ),
    ).toEqual({
      content: [{ type: 'text', text: '[REDACTED]' }],
      structuredContent: { deep: [{ token: '[REDACTED]' }] },
    })
  })
})
