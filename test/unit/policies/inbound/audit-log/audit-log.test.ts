import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { standardCatalog } from '../../../../../src/standard-catalog.ts'
import { verifyAuditFiles } from '../../../../../src/runtimes/node/verify-audit-files.ts'
import {
  ask,
  createGatewayFixture,
  functionRoute,
  type GatewayFixture,
} from '../../../../support/gateway-fixture.ts'
import { mcpRoute } from '../../../../support/temp-project.ts'

const folder = await mkdtemp(join(tmpdir(), 'sallyport-audit-'))
const files = { kept: join(folder, 'audit.jsonl'), broken: join(folder, 'in-the-way', 'audit.jsonl') }
let fixture: GatewayFixture

const policy = (name: string, exported: string, options: object): object => ({
  name,
  policyType: name,
  handler: { export: exported, module: '$import(@zuplo/runtime)', options },
})
const audit = (name: string, path: string, more: object = {}): object =>
  policy(name, 'AuditLogsInboundPolicy', {
    to: 'file',
    file: { path },
    onFailure: 'refuse',
    logArguments: 'masked',
    metadata: { export: 'metadata', module: '$import(./modules/m)' },
    ...more,
  })

beforeAll(async () => {
  await writeFile(join(folder, 'in-the-way'), '')
  const tool = (name: string, inbound: readonly string[] = []): object =>
    functionRoute(name, { mcp: { type: 'tool' }, policies: { inbound } }, { operationId: name })
  fixture = await createGatewayFixture({
    catalog: standardCatalog,
    policies: [
      audit('audit', files.kept),
      audit('audit-broken', files.broken),
      policy('limit', 'RateLimitInboundPolicy', {
        rateLimitBy: 'all',
        requestsAllowed: 1,
        timeWindowMinutes: 1,
      }),
    ],
    paths: {
      '/books/{id}': { get: tool('book', ['audit', 'limit']) },
      '/fails': { get: tool('fails', ['audit']) },
      '/broken': { get: tool('broken', ['audit-broken']) },
      '/mcp': { post: mcpRoute('audit', ['book', 'fails']) },
      '/broken/mcp': { post: mcpRoute('audit-broken', ['fails']) },
    },
    modules: {
      './modules/m': {
        book: () => 'ok',
        fails: () => Promise.reject(new Error('canary')),
        broken: () => 'ok',
        metadata: () => ({ plan: 'gold', token: 'canary' }),
      },
    },
  })
})
afterAll(async () => {
  await fixture.close()
  await rm(folder, { recursive: true, force: true })
})

async function newRecords(): Promise<Record<string, unknown>[]> {
  const text = await readFile(files.kept, 'utf8')
  const lines = text.trimEnd().split('\n').slice(seen)
  seen += lines.length
  const records = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  return records.filter(({ event }) => event !== 'audit.opened')
}
let seen = 0

async function call(name: string, path = '/mcp', args: object = {}): Promise<string> {
  const params = { name, arguments: args }
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params })
  return (await ask(fixture, path, { method: 'POST', body })).text()
}

test('a request that passes, one that is refused and one that fails have a record each', async () => {
  await ask(fixture, '/books/1')
  await ask(fixture, '/books/2?apiKey=canary')
  await ask(fixture, '/fails')
  expect(await newRecords()).toEqual([
    expect.objectContaining({
      outcome: 'ok',
      status: 200,
      route: '/books/{id}',
      metadata: { plan: 'gold', token: '[redacted]' },
    }),
    expect.objectContaining({ outcome: 'refused', status: 429, params: { id: '2' } }),
    expect.objectContaining({ outcome: 'error', status: 500 }),
  ])
})

test('a tool call has one at the MCP route, and a list of tools none', async () => {
  await ask(fixture, '/mcp', { method: 'POST', body: '{"jsonrpc":"2.0","id":1,"method":"tools/list"}' })
  await call('fails', '/mcp', { secretToken: 'canary' })
  const records = await newRecords()
  expect(records.filter(({ event }) => event === 'tool-call')).toEqual([
    expect.objectContaining({ tool: 'fails', outcome: 'error', route: '/mcp', method: 'POST' }),
  ])
})

test('where records cannot be kept, nothing is served', async () => {
  const refused = await ask(fixture, '/broken')
  expect(refused.status).toBe(503)
  expect(await refused.json()).toMatchObject({ code: 'SALLYPORT_AUDIT_UNAVAILABLE' })
  expect(await call('fails', '/broken/mcp')).toContain('while their records cannot be kept')
  await rm(join(folder, 'in-the-way'))
  expect((await ask(fixture, '/broken')).status).toBe(200)
})

test('the chain holds, and no secret is in it', async () => {
  expect((await verifyAuditFiles([files.kept], undefined)).problems).toEqual([])
  expect(await readFile(files.kept, 'utf8')).not.toContain('canary')
})
