import type { BodyEncoding } from '../../openapi/compile-body.ts'

/** How a tool's arguments become a request, worked out at start. */
export interface ToolPlan {
  readonly method: string
  /** Literal text and values of the path, in order. */
  readonly path: readonly (string | PlannedValue)[]
  readonly query: readonly PlannedValue[]
  /** Field names in lower case. */
  readonly headers: readonly PlannedValue[]
  readonly cookies: readonly PlannedValue[]
  readonly body: PlannedBody | undefined
}

/** One argument and the parameter it fills. */
export interface PlannedValue {
  /** Name among the tool's arguments. */
  readonly argument: string
  /** Name on the wire. */
  readonly name: string
  readonly style: string
  readonly explode: boolean
  /** True when reserved characters travel as they are. */
  readonly allowReserved: boolean
  /** True when the value travels as JSON text. */
  readonly isJson: boolean
}

/** How the body is made. */
export interface PlannedBody {
  readonly encoding: BodyEncoding
  /** Value of Content-Type; of a range such as `image/*` the caller says which. */
  readonly mediaType: string
  /** True when a body is sent even when no argument belongs to it. */
  readonly required: boolean
  /** The argument that holds the whole body; undefined when the body is made of every argument that no parameter takes. */
  readonly argument: string | undefined
  /** Arguments that parameters take; undefined when there are none, so that the arguments are the body as they stand. */
  readonly except: ReadonlySet<string> | undefined
  /** Properties of a form or multipart body that are written in a way of their own. */
  readonly properties: ReadonlyMap<string, PlannedProperty>
}

/** How one property of a form or multipart body is written. */
export interface PlannedProperty {
  /** `file`: a file argument, as a part with its bytes; `value`: as text, or as JSON when it is structured. */
  readonly kind: 'value' | 'json' | 'file'
  /** Content-Type of the part; undefined = by kind. */
  readonly contentType: string | undefined
  /** Style of a form field; undefined when the document gives none. */
  readonly styled: PlannedValue | undefined
}

/** A request for the route of a tool, before the caller's own headers are added. */
export interface ToolRequest {
  readonly method: string
  readonly path: string
  /** Query with its leading `?`, or empty. */
  readonly search: string
  readonly headers: Record<string, string>
  /** Path parameters, decoded. */
  readonly params: Record<string, string>
  readonly body: string | Uint8Array | undefined
}

/** The arguments of one call, as the client sent them. */
export type ToolArguments = Readonly<Record<string, unknown>>
