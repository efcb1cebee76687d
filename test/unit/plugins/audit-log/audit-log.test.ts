import { afterEach, expect, test } from 'vitest'
import type { RuntimeExtensions } from '../../../../src/gateway/runtime-extensions.ts'
import {
  AuditLogPlugin,
  type AuditLogEntry,
  type AuditLogPluginOptions,
} from '../../../../src/plugins/audit-log/audit-log.ts'
import { standardCatalog } from '../../../../src/standard-catalog.ts'
import {
  ask,
  createGatewayFixture,
  functionRoute,
  type GatewayFixture,
} from '../../../support/gateway-fixture.ts'
import { mcpRoute } from '../../../support/temp-project.ts'

let fixture: GatewayFixture
afterEach(() => fixture.close())

async function serve(options?: AuditLogPluginOptions, fails = false): Promise<AuditLogEntry[]> {
  const entries: AuditLogEntry[] = []
  const write = (entry: AuditLogEntry): void => {
    if (fails) throw new Error('the provider is away')
    entries.push(entry)
  }
  fixture = await createGatewayFixture({
    catalog: standardCatalog,
    paths: {
      '/books': { post: functionRoute('book', { mcp: { type: 'tool' } }, { operationId: 'book' }) },
      '/mcp': { post: mcpRoute(undefined, ['book']) },
    },
    modules: {
      './modules/m': { book: () => new Response('ok', { headers: { 'set-cookie': 'canary' } }) },
      './modules/zuplo.runtime': {
        runtimeInit: (runtime: RuntimeExtensions) =>
          runtime.addPlugin(new AuditLogPlugin({ write }, options)),
      },
    },
  })
  const body = JSON.stringify({ title: 'Emma', password: 'canary' })
  await ask(fixture, '/books', { method: 'POST', body })
  const params = { name: 'book', arguments: {} }
  const call = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params })
  await ask(fixture, '/mcp', { method: 'POST', body: call })
  return entries
}

test('the provider gets every request, with the tool that was called', async () => {
  expect(await serve()).toEqual([
    expect.objectContaining({ method: 'POST', route: '/books', status: 200 }),
    expect.objectContaining({ route: '/mcp', tool: 'book', mcpMethod: 'tools/call' }),
  ])
})

test('bodies and headers come on demand, without secrets', async () => {
  const [entry] = await serve({ include: { request: { body: true }, response: { headers: true } } })
  expect(entry).toMatchObject({
    requestBody: { title: 'Emma', password: '[redacted]' },
    responseHeaders: { 'set-cookie': '[redacted]' },
  })
})

test('a provider that fails is in the log', async () => {
  await serve({}, true)
  expect(fixture.records.filter(({ level }) => level === 'error')).toHaveLength(2)
})

test('what is no provider is refused', () => {
  expect(() => new AuditLogPlugin({} as never)).toThrow('write(entry)')
  expect(() => new AuditLogPlugin({ write: () => undefined }, { inclde: {} } as never)).toThrow(/include/)
})

test('a body that is a form or too large is told without secrets, and costs no record', async () => {
  const entries = await serve({ include: { request: { body: true } } })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  await ask(fixture, '/books', { method: 'POST', headers, body: 'title=Emma&token=canary' })
  expect(entries.at(-1)).toMatchObject({ requestBody: { title: 'Emma', token: '[redacted]' } })
  await ask(fixture, '/books', { method: 'POST', body: 'x'.repeat(20_000_000) })
  expect(entries.at(-1)).toMatchObject({ status: 413, requestBody: '[unreadable]' })
})
