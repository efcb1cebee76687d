import type { JsonObject } from '../../openapi/json-object.ts'

/** One piece of a tool's answer. */
export type ToolContent =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image' | 'audio'; readonly data: string; readonly mimeType: string }
  | {
      readonly type: 'resource_link'
      readonly uri: string
      readonly name: string
      readonly description: string
      readonly mimeType: string
      /** Bytes. */
      readonly size: number
    }

/** The answer of a tool, the same in both eras. */
export interface ToolResult {
  readonly content: readonly ToolContent[]
  readonly structuredContent?: JsonObject
  /** Present when the call failed in a way that the model should see. */
  readonly isError?: true
}

/** A failed call, in one sentence that the model can act on. */
export function failedResult(sentence: string): ToolResult {
  return { content: [{ type: 'text', text: sentence }], isError: true }
}
