import { toBase64 } from '../../foundation/base64.ts'
import type { Reply } from '../../gateway/exchange.ts'
import { isJsonObject, type JsonObject } from '../../openapi/json-object.ts'
import { essenceOf, isJsonType, isTextType } from '../../openapi/media-type.ts'
import {
  bytesOf,
  decodeText,
  largestAnswer,
  readBody,
  replyField,
  type BodyContent,
} from '../content/reply-body.ts'
import { describeProblem } from './describe-problem.ts'
import { readRetryAfter } from '../content/retry-after.ts'
import type { Overflow } from './shaping/overflow-store.ts'
import type { ResponseShape } from './shaping/response-shape.ts'
import { shapeAnswer, type ShapedAnswer } from './shaping/shape-answer.ts'
import type { Tool } from './tool.ts'
import { failedResult, type ToolContent, type ToolResult } from './tool-result.ts'

/** Keeps the whole of an answer that is shown in part; answers how it can be read, or nothing where it cannot be kept. */
export type KeepOverflow = (overflow: Overflow) => Promise<KeptOverflow | undefined>

/** An answer that was kept. */
export interface KeptOverflow {
  readonly uri: string
  /** False for clients of revisions that know no resource links; they are told the address in words. */
  readonly canLink: boolean
}

/** Reads the answer of a tool's route into a tool result. */
export async function readToolResponse(reply: Reply, tool: Tool, keep?: KeepOverflow): Promise<ToolResult> {
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
  // A failure never has structuredContent, which would have to fit the schema of successes.
  if (reply.status < 200 || reply.status > 299)
    return failedResult(
      describeProblem(reply.status, isTextType(type) ? decodeText(body, type) : ''),
      readRetryAfter(replyField(reply, 'retry-after')),
    )
  const content = describeBody(reply.status, body, type)
  if (tool.shape !== undefined && content.type === 'text' && body.length > 0)
    return shapeResult(content.text, type, tool, tool.shape, keep)
  if (!tool.isStructured || content.type !== 'text') return { content: [content] }
  return addStructure([content], isJsonType(type) ? parseObject(content.text) : undefined, tool)
}

async function shapeResult(
  text: string,
  type: string,
  tool: Tool,
  shape: ResponseShape,
  keep: KeepOverflow | undefined,
): Promise<ToolResult> {
  const shaped = shapeAnswer(text, shape)
  if (!shaped.ok) return failedResult(`${shaped.error}.`)
  const { value } = shaped.value
  const content = [
    { type: 'text', text: shaped.value.text } as const,
    ...(await tellCuts(shaped.value, type, tool, keep)),
  ]
  if (!tool.isStructured) return { content }
  return addStructure(content, isJsonObject(value) ? value : undefined, tool)
}

/** Says what was cut, and where the whole is. */
async function tellCuts(
  { cuts, whole }: ShapedAnswer,
  type: string,
  tool: Tool,
  keep: KeepOverflow | undefined,
): Promise<readonly ToolContent[]> {
  if (cuts.length === 0) return []
  const mimeType = essenceOf(type) || 'text/plain'
  const kept = await keep?.({ mimeType, text: whole })
  const said = `This answer is cut. ${cuts.join(' ')}`
  if (kept === undefined) return [{ type: 'text', text: `${said} Ask for less, or for the next part.` }]
  const { uri, canLink } = kept
  const where = canLink ? 'the linked resource' : `the resource ${uri}`
  const sentence: ToolContent = { type: 'text', text: `${said} For ten minutes the whole is in ${where}.` }
  if (!canLink) return [sentence]
  const size = new TextEncoder().encode(whole).byteLength
  const description = 'The whole answer, of which the result shows a part.'
  const name = `${tool.listing.name}_answer`
  return [sentence, { type: 'resource_link', uri, name, description, mimeType, size }]
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
  content: readonly ToolContent[],
  value: JsonObject | undefined,
  tool: Tool,
): ToolResult {
  if (tool.answer !== undefined) {
    const problem = value === undefined ? 'it is not a JSON object' : tool.answer.findProblem(value)
    if (problem !== undefined) {
      const sentence = `The answer does not fit the tool's output schema: ${problem}.`
      return { content: [{ type: 'text', text: sentence }, ...content], isError: true }
    }
  }
  return value === undefined ? { content } : { content, structuredContent: value }
}
