import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ServedProject } from '../../src/runtimes/node/serve-project.ts'
import type { LogRecord } from '../../src/telemetry/log.ts'
import { echo, startUpstream, type LoopbackUpstream } from '../support/loopback-upstream.ts'
import { startCollector, type CollectedSpan, type OtlpCollector } from '../support/otlp-collector.ts'
import { createTempProject, mcpRoute, serveTemp, type TempProject } from '../support/temp-project.ts'

const secret = 'canary-4c1d77'
const trace = '0af7651916cd43dd8448eb211c80319c'
const clientTrace = '11111111111111111111111111111111'
const records: LogRecord[] = []
let collector: OtlpCollector
let upstream: LoopbackUpstream
let project: TempProject
let served: ServedProject

const modules = `import { environment, type ZuploContext, type ZuploRequest } from '@zuplo/runtime'
export async function lookUp(request: ZuploRequest, context: ZuploContext) {
  context.log.info('looking up')
  const answer = await fetch(environment.UPSTREAM_URL + '/looked-up?key=${secret}')
  return { headers: (await answer.json()).headers }
}
export async function fails() { throw new RangeError('Bearer ${secret}') }
export async function check(request: ZuploRequest) { return request }
`
const runtime = `import { environment, type RuntimeExtensions } from '@zuplo/runtime'
import { OpenTelemetryPlugin } from '@zuplo/otel'
export function runtimeInit(runtime: RuntimeExtensions) {
  runtime.addPlugin(new OpenTelemetryPlugin({
    exporter: { url: environment.COLLECTOR_URL + '/v1/traces', headers: { 'x-api-key': 'collector-key' } },
    logUrl: environment.COLLECTOR_URL + '/v1/logs',
    service: { name: 'books', version: '7' },
  }))
}
`

function route(handler: object, operationId: string, inbound: readonly string[] = []): object {
  return {
    operationId,
    'x-zuplo-route': { corsPolicy: 'none', handler, policies: { inbound }, mcp: { type: 'tool' } },
  }
}

beforeAll(async () => {
  collector = await startCollector()
  upstream = await startUpstream(echo)
  const forward = {
    module: '$import(@zuplo/runtime)',
    export: 'urlForwardHandler',
    options: { baseUrl: '${env.UPSTREAM_URL}' },
  }
  const own = (name: string): object => ({ module: '$import(./modules/own)', export: name })
  project = await createTempProject({
    'config/routes.oas.json': {
      openapi: '3.1.0',
      info: { title: 'Books', version: '1' },
      paths: {
        '/books/{id}': {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          get: route(forward, 'getBook', ['check']),
        },
        '/looked-up': { get: route(own('lookUp'), 'lookUp') },
        '/fails': { get: route(own('fails'), 'fails') },
        '/mcp': { post: mcpRoute(undefined, ['getBook', 'lookUp', 'fails']) },
      },
    },
    'config/policies.json': {
      policies: [{ name: 'check', policyType: 'custom-code-inbound', handler: own('check') }],
    },
    'modules/own.ts': modules,
    'modules/zuplo.runtime.ts': runtime,
    'zuplo.jsonc': { version: 1 },
  })
  const environment = { COLLECTOR_URL: collector.url, UPSTREAM_URL: upstream.url }
  served = await serveTemp(project.folder, { environment, records })
  await ask('/books/1?key=' + secret, { headers: { authorization: `Bearer ${secret}` } })
  await ask('/books/2', {
    headers: { traceparent: `00-${trace}-b7ad6b7169203331-01`, tracestate: 'vendor=1' },
  })
  await ask('/books/3', { headers: { traceparent: `00-${'3'.repeat(32)}-b7ad6b7169203331-00` } })
  await call('getBook', { id: secret }, { traceparent: `00-${clientTrace}-2222222222222222-01` })
  await call('lookUp', {})
  await call('fails', {})
  await call(`invented-${secret}`, {})
  await served.close()
})

afterAll(async () => {
  await project.remove()
  await upstream.close()
  await collector.close()
})

async function ask(path: string, init: RequestInit = {}): Promise<unknown> {
  return (await fetch(served.origin + path, init)).json()
}

function call(name: string, args: object, meta?: object): Promise<unknown> {
  const params = { name, arguments: args, ...(meta === undefined ? {} : { _meta: meta }) }
  return ask('/mcp', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'mcp-protocol-version': '2025-11-25' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 7, method: 'tools/call', params }),
  })
}

function spansOf(traceId: string): CollectedSpan[] {
  return collector.spans.filter((span) => span.traceId === traceId)
}

/** The names from a span up to the root of its trace. */
function wayUp(span: CollectedSpan | undefined): string[] {
  if (span === undefined) return []
  return [span.name, ...wayUp(collector.spans.find(({ spanId }) => spanId === span.parentSpanId))]
}

function find(name: string, from = collector.spans): CollectedSpan {
  const found = from.find((span) => span.name === name)
  if (found === undefined) throw new Error(`no span ${name} among ${from.map((one) => one.name).join(', ')}`)
  return found
}

test('a request is a span with its policies, its handler and what the handler called', () => {
  const request = find('GET /books/{id}')
  expect(request).toMatchObject({ kind: 2, status: 0, parentSpanId: undefined })
  expect(request.attributes).toMatchObject({
    'http.request.method': 'GET',
    'http.route': '/books/{id}',
    'http.response.status_code': 200,
    'url.path': '/books/1',
    'url.scheme': 'http',
  })
  expect(request.resource).toMatchObject({ 'service.name': 'books', 'service.version': '7' })
  const inside = spansOf(request.traceId)
  expect(wayUp(find('policy check', inside))).toEqual(['policy check', 'GET /books/{id}'])
  const client = find('GET', inside)
  expect(client).toMatchObject({ kind: 3, attributes: { 'http.response.status_code': 200 } })
  expect(wayUp(client)).toEqual(['GET', 'handler urlForwardHandler', 'GET /books/{id}'])
})

test('the trace of a caller goes on, and to the upstream', async () => {
  const [request] = spansOf(trace).filter(({ kind }) => kind === 2)
  expect(request?.parentSpanId).toBe('b7ad6b7169203331')
  expect(spansOf(trace).map(({ name }) => name)).toContain('GET')
})

test('what a caller has decided not to keep is not kept', () => {
  expect(spansOf('3'.repeat(32))).toEqual([])
})

test('a tool call is a span in the trace its client names, with the route of the tool inside', () => {
  const tool = find('tools/call getBook')
  expect(tool).toMatchObject({ traceId: clientTrace, parentSpanId: '2222222222222222', kind: 2 })
  expect(tool.attributes).toMatchObject({
    'mcp.method.name': 'tools/call',
    'mcp.protocol.version': '2025-11-25',
    'gen_ai.tool.name': 'getBook',
    'gen_ai.operation.name': 'execute_tool',
    'jsonrpc.request.id': '7',
  })
  const http = collector.spans.find(({ spanId }) => spanId === tool.links[0]?.spanId)
  expect(http?.name).toBe('handler mcpServerHandler')
  expect(wayUp(find('GET', spansOf(clientTrace)))).toEqual([
    'GET',
    'handler urlForwardHandler',
    'GET /books/{id}',
    'tools/call getBook',
  ])
})

test('what code of the project fetches belongs to its trace, and says so to the server', () => {
  const client = collector.spans.find(({ kind, attributes }) =>
    String(attributes['url.full']).endsWith('/looked-up') ? kind === 3 : false,
  )
  expect(wayUp(client)).toEqual([
    'GET',
    'handler lookUp',
    'GET /looked-up',
    'tools/call lookUp',
    'handler mcpServerHandler',
    'POST /mcp',
  ])
})

test('a failure is told by its kind', () => {
  expect(find('handler fails')).toMatchObject({ status: 2, attributes: { 'error.type': 'RangeError' } })
  expect(find('tools/call fails')).toMatchObject({ status: 2, attributes: { 'error.type': 'tool_error' } })
  // The name of a tool that is not there could be anything.
  expect(find('tools/call')).toMatchObject({ status: 2, attributes: { 'error.type': '-32602' } })
})

test('records of the log carry the trace of their request', () => {
  const record = collector.records.find(({ body }) => body === 'looking up')
  expect(record?.traceId).toBe(find('handler lookUp').traceId)
  expect(collector.records.find(({ body }) => body === 'request')?.attributes).toMatchObject({ status: 200 })
})

test('the collector gets JSON with its own key, and no secret of a caller', () => {
  for (const { headers } of collector.requests)
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'x-api-key': 'collector-key' })
  const traced = collector.requests.filter(({ text }) => text.includes('resourceSpans'))
  expect(traced.length).toBeGreaterThan(0)
  // In a path it is what the caller asked for; nowhere else.
  const sent = collector.requests.map(({ text }) => text).join('\n')
  expect(sent.replaceAll(`/books/${secret}`, '')).not.toContain(secret)
})
