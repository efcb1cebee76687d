import { afterEach, expect, test } from 'vitest'
import type { ModuleContext } from '../../../src/gateway/facade/module-context.ts'
import { mcpServer } from '../../../src/handlers/mcp-server/mcp-server.ts'
import { McpSdk } from '../../../src/runtime-api/mcp-sdk.ts'
import {
  ask,
  createGatewayFixture,
  functionRoute,
  type GatewayFixture,
} from '../../support/gateway-fixture.ts'

const fixtures: GatewayFixture[] = []
afterEach(async () => {
  for (const fixture of fixtures.splice(0)) await fixture.close()
})

const result = {
  content: [{ type: 'text', text: 'for the model' }],
  structuredContent: { price: 5 },
  _meta: { 'openai/widget': 'card' },
}

async function shop(): Promise<GatewayFixture & { seen: unknown[] }> {
  const seen: unknown[] = []
  const quote = (_request: Request, context: ModuleContext) => {
    const sdk = new McpSdk(context)
    seen.push(sdk.getRawCallToolRequest())
    sdk.setRawCallToolResult(result)
    return { price: 5 }
  }
  const operations = [{ file: './config/routes.oas.json', id: 'quote' }]
  const handler = { module: '$import(@zuplo/runtime)', export: 'mcpServerHandler', options: { operations } }
  const fixture = await createGatewayFixture({
    paths: {
      '/quote': { get: functionRoute('quote', {}, { operationId: 'quote' }) },
      '/mcp': { post: { operationId: 'mcp', 'x-zuplo-route': { corsPolicy: 'none', handler } } },
    },
    modules: { './modules/m': { quote } },
    catalog: { handlers: [mcpServer] },
  })
  fixtures.push(fixture)
  return { ...fixture, seen }
}

test('as a tool the route gets the raw request and gives the raw result', async () => {
  const fixture = await shop()
  const params = { name: 'quote', arguments: {}, _meta: { 'openai/locale': 'de' } }
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params })
  const response = await ask(fixture, '/mcp', { method: 'POST', body })
  expect(await response.json()).toEqual({ jsonrpc: '2.0', id: 1, result })
  expect(fixture.seen).toEqual([{ jsonrpc: '2.0', id: 1, method: 'tools/call', params }])
})

test('called by HTTP it knows of no request, and answers as ever', async () => {
  const fixture = await shop()
  expect(await (await ask(fixture, '/quote')).json()).toEqual({ price: 5 })
  expect(fixture.seen).toEqual([undefined])
})
