import type { JsonObject } from '../../openapi/json-object.ts'
import type { CompletionValues } from '../items/compile-completions.ts'
import type { Tool } from '../tools/tool.ts'

/** What prompts/list says of an argument. */
export interface PromptArgument {
  readonly name: string
  readonly title?: string
  readonly description?: string
  readonly required: boolean
}

/** What prompts/list says of a prompt, in the order of its keys. */
export interface PromptListing {
  readonly name: string
  readonly title?: string
  readonly description: string
  readonly arguments?: readonly PromptArgument[]
  readonly icons?: readonly JsonObject[]
  readonly _meta?: JsonObject
}

/** A prompt, compiled at start. */
export interface Prompt {
  readonly listing: PromptListing
  /** What its operation would be as a tool: the arguments, and the request they fill, are the same. */
  readonly tool: Tool
  readonly completions: CompletionValues
}
