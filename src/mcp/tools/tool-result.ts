import type { JsonObject } from '../../openapi/json-object.ts'
import { retrySentence } from '../content/retry-after.ts'

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
  readonly _meta?: JsonObject
}

/** Where a failed call says in a number when it may be made again, for clients that wait by themselves. */
export const retryAfterKey = 'sallyport/retryAfterSeconds'

/** A failed call, in a sentence that the model can act on; where the seconds are known, it is told when to try again. */
export function failedResult(sentence: string, retryAfterSeconds?: number): ToolResult {
  if (retryAfterSeconds === undefined) return { content: [{ type: 'text', text: sentence }], isError: true }
  return {
    content: [{ type: 'text', text: `${sentence} ${retrySentence(retryAfterSeconds)}` }],
    isError: true,
    _meta: { [retryAfterKey]: retryAfterSeconds },
  }
}
