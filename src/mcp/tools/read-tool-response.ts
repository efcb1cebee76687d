import type { Reply } from '../../gateway/exchange.ts'
import { isJsonObject, type JsonObject } from '../../openapi/json-object.ts'
import { essenceOf, isJsonType, isTextType } from '../../openapi/media-type.ts'
import {
  bytesOf,
  decodeText,
  largestAnswer,
  readBody,
  replyField,
  toBase64,
  type BodyContent,
} from '../content/reply-body.ts'
import type { Tool } from './tool.ts'
import { failedResult, type ToolContent, type ToolResult } from './tool-result.ts'

/** Reads the answer of a tool's route into a tool result. */
export async function readToolResponse(reply: Reply, tool: Tool): Promise<ToolResult> {
  const type = replyField(reply, 'content-type')
  const encoding = replyField(reply, 'content-encoding')
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

function describeFailure(status: number, body: BodyContent, type: string): string {
  const text = isTextType(type) ? decodeText(body, type) : ''
  return text === '' ? `The operation answered ${status}.` : `The operation answered ${status}: ${text}`
}

function describeBody(status: number, body: BodyContent, type: string): ToolContent {
  const essence = essenceOf(type)
  if (body.length === 0) return { type: 'text', text: `The operation answered ${status} without a body.` }
  if (isTextType(type)) return { type: 'text', text: decodeText(body, type) }
  const kind = essence.startsWith('image/') ? 'image' : essence.startsWith('audio/') ? 'audio' : undefined
  const bytes = bytesOf(body)
  if (kind !== undefined) return { type: kind, data: toBase64(bytes), mimeType: essence }
  return {
    type: 'text',
    text: `The operation answered ${status} with ${bytes.length} bytes of ${essence}, which a tool result cannot show.`,
  }
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
