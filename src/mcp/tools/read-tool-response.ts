import type { Reply, ReplyBody } from '../../gateway/exchange.ts'
import { isJsonObject, type JsonObject } from '../../openapi/json-object.ts'
import { isJsonType } from '../../openapi/media-type.ts'
import type { Tool } from './tool.ts'
import { failedResult, type ToolContent, type ToolResult } from './tool-result.ts'

/** Largest answer that becomes a tool result, bytes; no model reads more. */
export const largestAnswer = 4 * 1024 * 1024

/** Reads the answer of a tool's route into a tool result. */
export async function readToolResponse(reply: Reply, tool: Tool): Promise<ToolResult> {
  const type = headerOf(reply, 'content-type')
  const encoding = headerOf(reply, 'content-encoding')
  const body = await readBody(reply.body)
  if (body === undefined)
    return failedResult(`The answer is larger than ${largestAnswer} bytes, the most a tool result can hold.`)
  if (encoding !== '' && encoding !== 'identity' && body.length > 0) {
    return failedResult(
      `The operation answered ${reply.status} in the encoding "${encoding}", which a tool result cannot hold.`,
    )
  }
  if (reply.status < 200 || reply.status > 299) return failedResult(describeFailure(reply.status, body, type))
  const content = describeBody(reply.status, body, type)
  if (!tool.isStructured || content.type !== 'text') return { content: [content] }
  return addStructure(content, isJsonType(type) ? parseObject(content.text) : undefined, tool)
}

function headerOf(reply: Reply, name: string): string {
  const value = reply.headers[name]
  return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim().toLowerCase()
}

type Content = string | Uint8Array

async function readBody(body: ReplyBody): Promise<Content | undefined> {
  if (body === undefined) return ''
  if (typeof body === 'string' || body instanceof Uint8Array)
    return body.length > largestAnswer ? undefined : body
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.byteLength
    // Leaving the loop early ends the stream, so that the rest is not read.
    if (length > largestAnswer) return undefined
    chunks.push(chunk)
  }
  return join(chunks, length)
}

function join(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const first = chunks[0]
  if (chunks.length === 1 && first !== undefined) return first
  const whole = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.byteLength
  }
  return whole
}

function describeFailure(status: number, body: Content, type: string): string {
  const text = isText(type) ? textOf(body, type) : ''
  return text === '' ? `The operation answered ${status}.` : `The operation answered ${status}: ${text}`
}

function describeBody(status: number, body: Content, type: string): ToolContent {
  const essence = type.split(';', 1)[0]?.trim() ?? ''
  if (body.length === 0) return { type: 'text', text: `The operation answered ${status} without a body.` }
  if (isText(type)) return { type: 'text', text: textOf(body, type) }
  const kind = essence.startsWith('image/') ? 'image' : essence.startsWith('audio/') ? 'audio' : undefined
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  if (kind !== undefined) return { type: kind, data: toBase64(bytes), mimeType: essence }
  return {
    type: 'text',
    text: `The operation answered ${status} with ${bytes.length} bytes of ${essence}, which a tool result cannot show.`,
  }
}

/** Media types that are text, whatever their charset; a missing type is taken for text. */
function isText(type: string): boolean {
  const essence = type.split(';', 1)[0]?.trim() ?? ''
  if (essence === '' || essence.startsWith('text/') || essence.endsWith('+xml') || isJsonType(essence))
    return true
  return textTypes.has(essence)
}

const textTypes = new Set([
  'application/xml',
  'application/javascript',
  'application/ecmascript',
  'application/x-ndjson',
  'application/jsonl',
  'application/yaml',
  'application/x-yaml',
  'application/toml',
  'application/graphql',
  'application/sql',
  'application/x-www-form-urlencoded',
])

function textOf(body: Content, type: string): string {
  return typeof body === 'string' ? body : decoderOf(type).decode(body)
}

function decoderOf(type: string): TextDecoder {
  const charset = /;\s*charset="?([^";\s]+)/.exec(type)?.[1]
  if (charset === undefined || charset === 'utf-8') return new TextDecoder()
  try {
    return new TextDecoder(charset)
  } catch {
    return new TextDecoder()
  }
}

/** Bytes turned into text at once; a call takes only so many arguments. */
const base64Step = 0x8000

function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let start = 0; start < bytes.length; start += base64Step) {
    binary += String.fromCharCode(...bytes.subarray(start, start + base64Step))
  }
  return btoa(binary)
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/**
 * Adds structuredContent. Where an outputSchema is published, an answer that breaks it is a failed call: servers must
 * conform to it (MCP 2025-11-25 and 2026-07-28, server/tools, output schema).
 */
function addStructure(
  content: ToolContent & { type: 'text' },
  value: JsonObject | undefined,
  tool: Tool,
): ToolResult {
  if (tool.answer !== undefined) {
    const problem = value === undefined ? 'it is not a JSON object' : tool.answer.findProblem(value)
    if (problem !== undefined) {
      const sentence = `The answer does not fit the tool's output schema: ${problem}.`
      return { content: [{ type: 'text', text: sentence }, content], isError: true }
    }
  }
  return value === undefined ? { content: [content] } : { content: [content], structuredContent: value }
}
