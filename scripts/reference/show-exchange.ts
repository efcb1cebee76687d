import { STATUS_CODES } from 'node:http'
import type { ExampleExchange, ReferencePage } from '../../src/gateway/reference-page.ts'
import { buildExample } from './build-example.ts'
import { fence } from './markdown.ts'

/** Shows a request and its answer as they are on the wire, and what becomes of them in a tool call. */
export function showExchange(page: ReferencePage, exchange: ExampleExchange): string {
  const { request = {}, answer, shows } = exchange
  const { path, method } = buildExample(page)
  const filled = path.replaceAll(/\{(\w+)\}/g, (whole, name: string) => request.params?.[name] ?? whole)
  const asked = [
    `${method.toUpperCase()} ${filled}${request.search ?? ''} HTTP/1.1`,
    ...fieldsOf(request.headers),
    ...bodyOf(request.body),
  ]
  const answered = [
    `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ''}`.trimEnd(),
    ...fieldsOf(answer.headers),
    ...bodyOf(answer.body),
  ]
  const from = request.address === undefined ? '' : `\n\nThe caller's address is ${request.address}.`
  return [
    `${shows}${from}`,
    fence('http', asked.join('\n')),
    fence('http', answered.join('\n')),
    ...toolCallOf(exchange),
  ].join('\n\n')
}

function fieldsOf(headers: Readonly<Record<string, string>> = {}): readonly string[] {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
}

function bodyOf(body: unknown): readonly string[] {
  if (body === undefined) return []
  return ['', typeof body === 'string' ? body : JSON.stringify(body, null, 2)]
}

function toolCallOf({ tool, answer }: ExampleExchange): readonly string[] {
  if (tool !== undefined && 'unlike' in tool) return [`As a tool call: ${tool.unlike}`]
  if (tool !== undefined) return [`As a tool call: the result says \`${tool.says}\`.`]
  const hasFailed = answer.status < 200 || answer.status > 299
  return hasFailed ? ['As a tool call: an error result that names the status.'] : []
}
