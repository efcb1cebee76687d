import { ok, refuse, type Result } from '../../foundation/result.ts'
import type { Reply } from '../../gateway/exchange.ts'
import { isJsonObject, type JsonObject } from '../../openapi/json-object.ts'
import { isTextType } from '../../openapi/media-type.ts'
import { readAnswer } from '../content/read-answer.ts'
import { decodeText } from '../content/reply-body.ts'
import type { Tool } from '../tools/tool.ts'
import { failedResult, type ToolResult } from '../tools/tool-result.ts'

/** An answer of a GraphQL endpoint, with its text. */
export interface GraphqlAnswer {
  readonly text: string
  readonly value: JsonObject
}

/** Reads what a GraphQL endpoint answered; anything but a JSON object is refused. */
export async function readGraphqlAnswer(reply: Reply): Promise<Result<GraphqlAnswer, string>> {
  const answer = await readAnswer(reply)
  if (!answer.ok) return refuse(answer.error.message)
  const { body, type } = answer.value
  const text = isTextType(type) ? decodeText(body, type) : ''
  const value = parseObject(text)
  if (value === undefined) return refuse('The operation did not answer as GraphQL does, with a JSON object.')
  return ok({ text, value })
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** True for an answer that reports errors, though it came under 200 (GraphQL, section 7.1). */
export function hasErrors(answer: JsonObject): boolean {
  const { errors } = answer
  return Array.isArray(errors) ? errors.length > 0 : errors !== undefined && errors !== null
}

/** Reads the answer to a query into a tool result; one with errors failed, whatever data came along. */
export async function readExecution(reply: Reply, tool: Pick<Tool, 'isStructured'>): Promise<ToolResult> {
  const answer = await readGraphqlAnswer(reply)
  if (!answer.ok) return failedResult(answer.error)
  const { text, value } = answer.value
  const content = [{ type: 'text' as const, text }]
  if (hasErrors(value)) return { content, isError: true }
  return tool.isStructured ? { content, structuredContent: value } : { content }
}
