import type {
  InputRequest,
  InputResponse,
  McpCall,
  McpLogLevel,
  RawMcpRequest,
  RawMcpResult,
} from '../mcp-call.ts'

/** A form for the user of a client: flat, with values that are text, numbers, booleans or choices. */
export interface FormRequest {
  /** Why it is needed, for the user. */
  readonly message: string
  /** JSON Schema of an object whose properties are the fields. */
  readonly requestedSchema: Readonly<Record<string, unknown>>
  readonly mode?: 'form'
}

/** A page the user is sent to, for what must not pass through the client, such as credentials. */
export interface PageRequest {
  readonly mode: 'url'
  readonly message: string
  readonly url: string
  readonly elicitationId: string
}

/** What the user did with a form or a page. */
export interface ElicitedInput {
  readonly action: 'accept' | 'decline' | 'cancel'
  /** The values of an accepted form; they fit its schema. */
  readonly content?: Readonly<Record<string, unknown>>
}

/** A message for the model of a client. */
export interface SampleRequest {
  readonly messages: readonly Readonly<Record<string, unknown>>[]
  /** Most tokens the model may write. */
  readonly maxTokens: number
  readonly systemPrompt?: string
  readonly [more: string]: unknown
}

/** What the model wrote. */
export interface SampledMessage {
  readonly role: string
  readonly content: unknown
  readonly model?: string
  readonly stopReason?: string
}

/** A folder or file the client lets the server know of. */
export interface ClientRoot {
  readonly uri: string
  readonly name?: string
}

/**
 * The MCP request behind a call, as project modules see it. Asking for input ends the handler the first time (the promise
 * rejects; let it), and runs it again from its beginning when the client has answered: ask first, act later.
 */
export class ModuleMcp {
  private readonly call: McpCall

  constructor(call: McpCall) {
    this.call = call
  }

  /** `modern`: MCP 2026-07-28; `legacy`: the revisions before it. */
  get era(): 'legacy' | 'modern' {
    return this.call.era
  }

  /** The JSON-RPC request as the client sent it, `params._meta` included. */
  get rawRequest(): RawMcpRequest {
    return this.call.rawRequest
  }

  /** What the client declares it can do; empty for legacy clients. */
  get clientCapabilities(): Readonly<Record<string, unknown>> {
    return this.call.clientCapabilities
  }

  /** Aborts when the client cancels the request; pass it to `fetch`. */
  get signal(): AbortSignal {
    return this.call.signal
  }

  /** Tells the client how far the work is; the value must grow from call to call. */
  progress(value: number, total?: number, message?: string): void {
    this.call.progress(value, total, message)
  }

  /** Sends the client a log message, if it wants those of this severity; never put a secret into one. */
  log(level: McpLogLevel, data: unknown, logger?: string): void {
    this.call.log(level, data, logger)
  }

  /** Asks the user by a form, or sends them to a page. */
  async elicit(params: FormRequest | PageRequest, key?: string): Promise<ElicitedInput> {
    const answer = await this.ask({ method: 'elicitation/create', params: { ...params } }, key)
    return answer as unknown as ElicitedInput
  }

  /** Asks the model of the client. */
  async sample(params: SampleRequest, key?: string): Promise<SampledMessage> {
    const answer = await this.ask({ method: 'sampling/createMessage', params }, key)
    return answer as unknown as SampledMessage
  }

  /** Asks the client for its roots. */
  async listRoots(key?: string): Promise<readonly ClientRoot[]> {
    const { roots } = await this.ask({ method: 'roots/list', params: {} }, key)
    return roots as readonly ClientRoot[]
  }

  /** Asks for several things in one round; answers them by the same keys. */
  requestInput<Key extends string>(
    requests: Readonly<Record<Key, InputRequest>>,
  ): Promise<Readonly<Record<Key, InputResponse>>> {
    return this.call.requestInput(requests)
  }

  /** Sets the result of the MCP request, in place of what the gateway makes of the handler's answer. */
  setRawResult(result: RawMcpResult): void {
    this.call.setRawResult(result)
  }

  private async ask(request: InputRequest, key = this.call.nextInputKey()): Promise<InputResponse> {
    const answers = await this.call.requestInput({ [key]: request })
    return answers[key] ?? {}
  }
}
