import type { ToolCallResult } from '../../gateway/tool-call.ts'
import { mapContent, mapText, mapValue } from './map-strings.ts'

/** Changes every text of a tool result: its content, resources in it, and the structured content, whose shape stays. */
export function mapToolResult(result: ToolCallResult, change: (text: string) => string): ToolCallResult {
  const content = result.content.map((piece) => mapContent(piece, change))
  const { structuredContent } = result
  return structuredContent === undefined
    ? { ...result, content }
    : { ...result, content, structuredContent: mapValue(structuredContent, (text) => mapText(text, change)) }
}
