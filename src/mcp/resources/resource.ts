import type { Result } from '../../foundation/result.ts'
import type { Exchange } from '../../gateway/exchange.ts'
import type { GatewayContext } from '../../gateway/request-context.ts'
import type { JsonObject } from '../../openapi/json-object.ts'
import type { ResourceContents } from '../content/content.ts'
import type { CompletionValues } from '../items/compile-completions.ts'
import type { Tool } from '../tools/tool.ts'
import type { UriTemplate } from './uri-template.ts'

/** What resources/list and resources/templates/list say alike. */
interface Described {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly mimeType?: string
  readonly annotations?: JsonObject
  readonly icons?: readonly JsonObject[]
  readonly _meta?: JsonObject
}

/** What resources/list says of a resource. */
export interface ResourceListing extends Described {
  readonly uri: string
  readonly size?: number
}

/** What resources/templates/list says of a template. */
export interface TemplateListing extends Described {
  readonly uriTemplate: string
}

/** Many addresses of one form. */
export interface ResourceTemplate {
  readonly listing: TemplateListing
  readonly uri: UriTemplate
  /** The operation's argument for each variable. */
  readonly argumentOf: ReadonlyMap<string, string>
}

/** A resource, compiled at start: one address, a template for many, or both. */
export interface Resource {
  readonly name: string
  /** Undefined when it cannot be read without arguments. */
  readonly listing: ResourceListing | undefined
  readonly template: ResourceTemplate | undefined
  /** What its operation would be as a tool: the arguments, and the request they fill, are the same. */
  readonly tool: Tool
  readonly completions: CompletionValues
  readonly types: ResourceTypes
  readonly _meta: JsonObject | undefined
}

/** What is known of a resource's media type before it is read. */
export interface ResourceTypes {
  /** By its settings. */
  readonly configured: string | undefined
  /** By its OpenAPI document, when that names exactly one. */
  readonly documented: string | undefined
}

/** A resource, read. */
export interface ReadResource {
  readonly contents: readonly ResourceContents[]
  /** How long the contents may be kept, milliseconds. */
  readonly ttlMs: number
}

/** Why a resource cannot be read. */
export interface ReadRefusal {
  readonly reason: 'not-found' | 'failed'
  readonly message: string
}

/** Reads resources that are no operation, such as parts of answers that were kept. */
export interface ResourceReader {
  /** What the addresses of its resources begin with, such as `sallyport://overflow/`. */
  readonly prefix: string
  read(uri: string, exchange: Exchange, context: GatewayContext): Promise<Result<ReadResource, ReadRefusal>>
}
