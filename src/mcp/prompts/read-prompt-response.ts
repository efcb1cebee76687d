import { ok, refuse, type Result } from '../../foundation/result.ts'
import type { Reply } from '../../gateway/exchange.ts'
import { isJsonObject } from '../../openapi/json-object.ts'
import { isJsonType, isTextType } from '../../openapi/media-type.ts'
import { parseContent, type Content } from '../content/content.ts'
import { readAnswer, type Answer, type AnswerRefusal } from '../content/read-answer.ts'
import { decodeText } from '../content/reply-body.ts'

/** One message of a prompt. */
export interface PromptMessage {
  readonly role: 'user' | 'assistant'
  readonly content: Content
}

/** The result of prompts/get, the same in both eras. */
export interface PromptResult {
  readonly description?: string
  readonly messages: readonly PromptMessage[]
}

/** Most messages of one prompt. */
const mostMessages = 1_000

/**
 * Reads the answer of a prompt's operation: `{"messages": […]}`, a list of messages, or a plain text, which is one
 * message of the user. Whatever MCP could not carry is refused, so that no client meets it.
 */
export async function readPromptResponse(
  reply: Reply,
  description: string,
): Promise<Result<PromptResult, AnswerRefusal>> {
  const answer = await readAnswer(reply)
  if (!answer.ok) return answer
  // What a function of the project returned says more than its JSON text.
  const value = reply.value === undefined ? parseBody(answer.value) : reply.value
  const read = readPrompt(value, description)
  return read.ok ? read : refuse({ status: reply.status, message: read.error })
}

function parseBody({ body, type }: Answer): unknown {
  if (!isTextType(type)) return undefined
  const text = decodeText(body, type)
  try {
    return JSON.parse(text) as unknown
  } catch {
    return isJsonType(type) ? undefined : text
  }
}

function readPrompt(value: unknown, description: string): Result<PromptResult, string> {
  if (typeof value === 'string' && value !== '') {
    return ok({ description, messages: [{ role: 'user', content: { type: 'text', text: value } }] })
  }
  const list: unknown = isJsonObject(value) ? value['messages'] : value
  if (!Array.isArray(list)) return refuse('The answer of the prompt is not {"messages": […]}.')
  if (list.length > mostMessages) return refuse(`The prompt has more than ${mostMessages} messages.`)
  const messages: PromptMessage[] = []
  for (const [index, entry] of (list as unknown[]).entries()) {
    const read = readMessage(entry)
    if (!read.ok) return refuse(`Message ${index + 1} of the prompt is not valid: ${read.error}.`)
    messages.push(...read.value)
  }
  const own = isJsonObject(value) ? value['description'] : undefined
  return ok({ description: typeof own === 'string' ? own : description, messages })
}

/** MCP has one piece of content a message; a list of them becomes as many messages. */
function readMessage(entry: unknown): Result<readonly PromptMessage[], string> {
  if (!isJsonObject(entry)) return refuse('it must be an object')
  const { role } = entry
  if (role !== 'user' && role !== 'assistant') return refuse('its role must be "user" or "assistant"')
  const pieces: readonly unknown[] = Array.isArray(entry['content']) ? entry['content'] : [entry['content']]
  const messages: PromptMessage[] = []
  for (const piece of pieces) {
    const content = parseContent(piece)
    if (!content.ok) return content
    messages.push({ role, content: content.value })
  }
  return ok(messages)
}
