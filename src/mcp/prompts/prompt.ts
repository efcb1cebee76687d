import type { JsonObject } from '../../openapi/json-object.ts'
import type { JsonSchema } from '../../openapi/schema-compiler.ts'
import type { CompletionValues } from '../items/compile-completions.ts'
import type { ToolPlan } from '../tools/plan.ts'
import type { SchemaValidator } from '../tools/schema-validator.ts'

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
  readonly plan: ToolPlan
  /** Of the arguments, all of which travel as text. */
  readonly schema: JsonSchema
  readonly arguments: SchemaValidator
  readonly completions: CompletionValues
}
