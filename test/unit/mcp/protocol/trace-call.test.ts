import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RuntimeExtensions } from '../../../../src/gateway/runtime-extensions.ts'
import { standardCatalog } from '../../../../src/standard-catalog.ts'
import {
  ask,
  createGatewayFixture,
  functionRoute,
  type GatewayFixture,
} from '../../../support/gateway-fixture.ts'
import { RecordingTracer, type RecordedSpan } from '../../../support/recording-tracer.ts'
import { mcpRoute } from '../../../support/temp-project.ts'

const tracer = new RecordingTracer()
let fixture: GatewayFixture
beforeAll(async () => {
  const runtimeInit = (runtime: RuntimeExtensions): void =>
    runtime.addPlugin({ name: 'recorder', install: (host) => host.addTracer(tracer) })
  fixture = await createGatewayFixture({
    catalog: standardCatalog,
    paths: {
      '/mcp': { post: mcpRoute(undefined, ['a']) },
      '/a': { get: functionRoute('a', { mcp: { type: 'tool' } }, { operationId: 'a' }) },
    },
    modules: { './modules/m': { a: () => 'ok' }, './modules/zuplo.runtime': { runtimeInit } },
  })
})
afterAll(() => fixture.close())

async function spanOf(method: string, params: object): Promise<RecordedSpan | undefined> {
  const from = tracer.spans.length
  const body = JSON.stringify({ jsonrpc: '2.0', id: 'one', method, params })
  await ask(fixture, '/mcp', { method: 'POST', body, headers: { 'mcp-protocol-version': '2025-06-18' } })
  return tracer.spans.slice(from).find(({ attributes }) => attributes['mcp.method.name'] !== undefined)
}

test('each MCP request is a span that says what was asked for', async () => {
  expect(await spanOf('tools/list', {})).toMatchObject({ name: 'tools/list', failure: undefined })
  expect(await spanOf('tools/call', { name: 'a' })).toMatchObject({
    name: 'tools/call a',
    kind: 'server',
    parent: 'handler mcpServerHandler',
    isEnded: true,
    attributes: {
      'jsonrpc.request.id': 'one',
      'mcp.protocol.version': '2025-06-18',
      'gen_ai.tool.name': 'a',
    },
  })
})

test('names that callers invent do not become names of spans', async () => {
  expect(await spanOf('canary/method', {})).toMatchObject({ name: 'unknown', failure: '-32601' })
  expect(await spanOf('tools/call', { name: 'canary' })).toMatchObject({ name: 'tools/call' })
  expect(JSON.stringify(await spanOf('resources/read', { uri: 'a://b?key=canary' }))).not.toContain('canary')
})
