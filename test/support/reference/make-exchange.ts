import { expect } from 'vitest'
import { buildExample } from '../../../scripts/reference/build-example.ts'
import type { ExampleExchange, ReferencePage } from '../../../src/gateway/reference-page.ts'
import { fieldsOf, mediaTypeOf } from './describe-input.ts'
import { exampleOrigin, type ExampleConnection, type RunningExample } from './start-example.ts'

type Environment = Readonly<Record<string, string>>

/** Puts variables where an exchange names them as `$env(NAME)`; one that nobody sets is a mistake of the page. */
export function resolveVariables<T>(value: T, environment: Environment): T {
  return JSON.parse(
    JSON.stringify(value).replaceAll(/\$env\(([A-Za-z_]\w*)\)/g, (_, name: string) => {
      const found = environment[name]
      if (found === undefined) throw new Error(`The exchange names ${name}, which nothing sets.`)
      return JSON.stringify(found).slice(1, -1)
    }),
  ) as T
}

/** Makes the request of an exchange over HTTP, and holds the answer against what the page says. */
export async function makeOverHttp(
  example: RunningExample,
  page: ReferencePage,
  { request = {}, answer }: ExampleExchange,
): Promise<void> {
  const { path, method } = buildExample(page)
  const filled = path.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    encodeURIComponent(request.params?.[name] ?? whole),
  )
  const body = request.body === undefined ? null : textOf(request.body)
  const sent = new Headers(request.headers)
  if (body !== null && !sent.has('content-type')) sent.set('content-type', mediaTypeOf(request.body))
  const url = exampleOrigin + filled + (request.search ?? '')
  const init: RequestInit = { method: method.toUpperCase(), headers: sent, body, redirect: 'manual' }
  const response = await example.fetch(new Request(url, init), request)
  const text = await response.text()
  expect(response.status, text).toBe(answer.status)
  for (const [name, value] of Object.entries(answer.headers ?? {}))
    expect(response.headers.get(name), name).toBe(value)
  if (answer.body !== undefined) expectBody(text, answer.body)
}

/** Makes the same request as a call of the tool; an exchange that no tool call can show is left out. */
export async function makeAsToolCall(
  example: RunningExample,
  { request = {}, answer, tool }: ExampleExchange,
): Promise<void> {
  if (tool !== undefined && 'unlike' in tool) return
  const headers = headersOfCall(request.headers)
  const { tools } = (await post(example, 'tools/list', {}, {})) as unknown as ListedTools
  const listed = tools[0]
  if (listed === undefined) throw new Error('The route of the example is not listed as a tool.')
  const params = { name: listed.name, arguments: argumentsOf(request, listed) }
  const result = (await post(example, 'tools/call', params, headers, request)) as unknown as CalledTool
  const text = result.content.map((piece) => piece.text ?? '').join('\n')
  const hasFailed = answer.status < 200 || answer.status > 299
  expect(result.isError ?? false, text).toBe(hasFailed)
  if (tool !== undefined) expect(text).toContain(tool.says)
  else if (hasFailed) expect(text).toContain(String(answer.status))
  else if (answer.body !== undefined) expectBody(text, answer.body)
}

interface ListedTools {
  readonly tools: readonly ListedTool[]
}

interface ListedTool {
  readonly name: string
  readonly inputSchema: { readonly properties?: Readonly<Record<string, { readonly type?: string }>> }
}

interface CalledTool {
  readonly content: readonly { readonly text?: string }[]
  readonly isError?: boolean
}

async function post(
  example: RunningExample,
  method: string,
  params: object,
  headers: Readonly<Record<string, string>>,
  connection?: ExampleConnection,
): Promise<Readonly<Record<string, unknown>>> {
  const response = await example.fetch(
    new Request(`${exampleOrigin}/mcp`, {
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    }),
    connection,
  )
  const text = await response.text()
  const { result } = JSON.parse(text) as { result?: Readonly<Record<string, unknown>> }
  if (result === undefined) throw new Error(`${method} was answered ${response.status}: ${text}`)
  return result
}

/** The type of a body is in the operation of a tool, not in the call. */
function headersOfCall(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^content-/i.test(name)))
}

function argumentsOf(
  { params = {}, search = '', body, headers = {} }: NonNullable<ExampleExchange['request']>,
  { inputSchema }: ListedTool,
): Record<string, unknown> {
  const properties = inputSchema.properties ?? {}
  const query: Record<string, unknown> = {}
  const searched = new URLSearchParams(search)
  for (const name of searched.keys())
    query[name] = properties[name]?.type === 'array' ? searched.getAll(name) : searched.get(name)
  const type = new Headers(headers).get('content-type') ?? mediaTypeOf(body)
  const [fields] = fieldsOf(body, type.split(';')[0] ?? type)
  const isWhole = 'body' in properties
  const given = fields === undefined ? {} : isWhole ? { body: fields } : fields
  return { ...params, ...query, ...given }
}

function expectBody(text: string, wanted: unknown): void {
  if (typeof wanted === 'string') expect(text).toBe(wanted)
  else if (typeof wanted !== 'object' || wanted === null) expect(JSON.parse(text)).toEqual(wanted)
  else expect(JSON.parse(text), text).toMatchObject(wanted)
}

function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body)
}
