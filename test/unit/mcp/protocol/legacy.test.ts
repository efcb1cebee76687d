import { afterAll, expect, test } from 'vitest'
import { legacyRevisions } from '../../../../src/mcp/protocol/revisions.ts'
import { createMcpWorld } from '../../../support/mcp-world.ts'
import { shows } from '../../../support/shows.ts'

const world = createMcpWorld()
afterAll(() => world.close())

shows('A31', 'initialize answers the revision asked for, or offers the newest', async () => {
  for (const protocolVersion of legacyRevisions) {
    const { json } = await world.legacy('initialize', { protocolVersion, capabilities: {} })
    expect(json.result).toMatchObject({ protocolVersion })
  }
  for (const protocolVersion of ['2024-10-07', '2026-07-28', 'nonsense', '']) {
    const { json } = await world.legacy('initialize', { protocolVersion })
    expect(json.result).toMatchObject({ protocolVersion: '2025-11-25' })
  }
  expect((await world.legacy('initialize')).json.error?.code).toBe(-32602)
})

shows('A31', 'an unknown version header is refused with 400, a missing one is fine', async () => {
  for (const header of ['1999-01-01', '', '2025-11-25, 2025-06-18']) {
    const answer = await world.legacy('tools/list', {}, { 'mcp-protocol-version': header })
    expect(answer).toMatchObject({ status: 400, json: { id: 7, error: { code: -32600 } } })
  }
  for (const header of legacyRevisions) {
    expect((await world.legacy('tools/list', {}, { 'mcp-protocol-version': header })).status).toBe(200)
  }
  expect((await world.legacy('tools/list')).status).toBe(200)
})

test('a client that falls back to the handshake may still carry the modern header', async () => {
  const { status, json } = await world.legacy(
    'initialize',
    { protocolVersion: '2025-11-25' },
    { 'mcp-protocol-version': '2026-07-28' },
  )
  expect({ status, version: json.result?.['protocolVersion'] }).toEqual({
    status: 200,
    version: '2025-11-25',
  })
})

shows('A32', 'tools are served without initialize, and no session is opened', async () => {
  const { headers, status } = await world.legacy('tools/list', {}, { 'mcp-session-id': 'stale' })
  expect({ headers, status }).toEqual({ status: 200, headers: { 'content-type': 'application/json' } })
})

shows('A33', 'ping is answered', async () => {
  expect(await world.legacy('ping')).toMatchObject({ status: 200, json: { id: 7, result: {} } })
})

test('an unknown method is refused under 200', async () => {
  for (const method of ['resources/list', 'nothing', 'constructor', '']) {
    expect(await world.legacy(method)).toMatchObject({
      status: 200,
      json: { id: 7, error: { code: -32601 } },
    })
  }
})

test('a log level is accepted and forgotten', async () => {
  expect(await world.legacy('logging/setLevel', { level: 'debug' })).toMatchObject({
    status: 200,
    json: { id: 7, result: {} },
  })
  for (const level of ['warn', undefined, 3])
    expect((await world.legacy('logging/setLevel', { level })).json.error).toMatchObject({ code: -32602 })
})
