import type { Problem } from '../foundation/http/problem.ts'

/** Header fields by lower-case name; several values of one name are joined with `, `. */
export type HeaderFields = Record<string, string>

/** Header fields of an answer; `set-cookie` may hold several lines. */
export type ReplyHeaders = Record<string, string | readonly string[]>

/** Who the caller is, as an authentication policy found it. */
export interface RequestUser {
  readonly sub: string
  /** The claims of the token, or what the policy knows of the caller. */
  readonly data: Record<string, unknown>
}

/** The body of a request; it can be read once as a stream, or any number of times once it was read whole. */
export interface RequestBody {
  /** Bytes announced by the caller, when known. */
  readonly length: number | undefined
  /** True when there is no body at all. */
  readonly isEmpty: boolean
  /** The whole body as UTF-8 text; refuses more than the gateway's limit with 413. */
  text(): Promise<string>
  /** The whole body; refuses more than the gateway's limit with 413. */
  bytes(): Promise<Uint8Array>
  /** The body as it arrives, for handlers that pass it on unread; the limit counts here too. */
  stream(): AsyncIterable<Uint8Array>
}

/** The request of a WebSocket upgrade to an upstream. */
export interface SocketRequest {
  /** Absolute http(s) URL. */
  readonly url: string
  /** Headers to send; those of the handshake itself are made by the host. */
  readonly headers: HeaderFields
  /** Milliseconds until the upstream must have accepted. */
  readonly timeoutMs: number
}

/** What the host offers where the caller asked for a WebSocket. An answer of status 101 then joins both sides. */
export interface SocketUpgrade {
  /**
   * Opens a WebSocket to the upstream with the subprotocols the caller asked for. Rejects with
   * SALLYPORT_UPSTREAM_UNREACHABLE or SALLYPORT_UPSTREAM_TIMEOUT.
   */
  connect(request: SocketRequest): Promise<void>
}

/** A request on its way: a plain record that policies may change in place. */
export interface Exchange {
  readonly requestId: string
  method: string
  /** Path as it was sent, percent-encoding untouched. */
  path: string
  /** Query with its leading `?`, or empty. */
  search: string
  /** Scheme and authority the caller asked for, from `foundation/http/public-origin.ts`; no trailing slash. */
  readonly origin: string
  headers: HeaderFields
  body: RequestBody
  params: Record<string, string>
  user: RequestUser | undefined
  /** Address of the caller, from `X-Forwarded-For` only behind a trusted proxy. */
  readonly clientAddress: string
  /** True when the connection is a trusted proxy's, whose word on the client is believed. Default: false. */
  readonly isFromTrustedProxy?: boolean
  /** The exchange that dispatched this one, such as the POST of a tool call. */
  readonly dispatchedFrom?: Exchange
  /** Present when the caller asks for a WebSocket, and the host can open one. */
  readonly upgrade?: SocketUpgrade | undefined
  /** Aborts when the caller goes away. */
  readonly signal: AbortSignal
  /** Lines of the request that appeared twice although only one makes sense (`authorization`); refused by authentication. */
  readonly repeatedHeaders: readonly string[]
  /**
   * Secrets the caller presented, set on an exchange that a tool call dispatches: header values equal to one of them are
   * removed before the handler runs, so that no upstream sees them.
   */
  callerSecrets: readonly string[]
}

/** The body of an answer: text, bytes, or chunks as they come. */
export type ReplyBody = string | Uint8Array | AsyncIterable<Uint8Array> | undefined

/** The answer to an exchange: a plain record. */
export interface Reply {
  status: number
  headers: ReplyHeaders
  body: ReplyBody
  /** What a function handler returned before it was serialised; prompts and resources read it. */
  value?: unknown
  /** The problem document that the body is, where the gateway wrote it; a project may have it written another way. */
  problem?: Problem
}

const noBytes = new Uint8Array(0)

/** A request body held in memory. */
export class BufferedBody implements RequestBody {
  private readonly content: string | Uint8Array

  constructor(content: string | Uint8Array) {
    this.content = content
  }

  get length(): number {
    return typeof this.content === 'string'
      ? new TextEncoder().encode(this.content).byteLength
      : this.content.byteLength
  }

  get isEmpty(): boolean {
    return this.content.length === 0
  }

  text(): Promise<string> {
    return Promise.resolve(
      typeof this.content === 'string' ? this.content : new TextDecoder().decode(this.content),
    )
  }

  bytes(): Promise<Uint8Array> {
    return Promise.resolve(
      typeof this.content === 'string' ? new TextEncoder().encode(this.content) : this.content,
    )
  }

  async *stream(): AsyncIterable<Uint8Array> {
    yield await this.bytes()
  }
}

/** The body of a request that has none. */
export const emptyBody: RequestBody = new BufferedBody(noBytes)

/** A JSON answer. */
export function jsonReply(status: number, value: unknown, headers: ReplyHeaders = {}): Reply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) }
}

/** Lets go of an answer nobody reads, so that its connection is free again. */
export async function discardBody({ body }: Reply): Promise<void> {
  if (typeof body !== 'object' || body instanceof Uint8Array) return
  try {
    // Leaving a loop ends a stream; one that was never begun would not know.
    for await (const _ of body) return
  } catch {
    // What breaks in an answer that is not wanted harms nobody.
  }
}
