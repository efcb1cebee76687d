type Entry = Readonly<Record<string, unknown>>

/** A policy of an example: an entry of policies.json, `policyType` left out. */
export interface ExamplePolicy {
  readonly name: string
  readonly handler: { readonly export: string; readonly module: string; readonly options?: Entry }
}

/**
 * One request to the route of an example, and the answer it gets; a test makes it over HTTP and as a tool call. In all
 * texts `$env(NAME)` stands for a variable of the example.
 */
export interface ExampleExchange {
  /** A sentence: what is to be seen here. */
  readonly shows: string
  readonly request?: {
    /** Values of the parameters in the path of the route. */
    readonly params?: Readonly<Record<string, string>>
    /** Query with its leading `?`; default: empty. */
    readonly search?: string
    readonly headers?: Readonly<Record<string, string>>
    /** Text as it is, anything else as JSON. */
    readonly body?: unknown
    /** IP address of the caller; default: unknown, as to every `gateway.fetch`. */
    readonly address?: string
    /** True where it comes by way of a trusted proxy, whose headers are believed; default: false. */
    readonly isFromTrustedProxy?: true
  }
  /** What is named must come back: of headers and of JSON objects only the members written here are compared. */
  readonly answer: {
    readonly status: number
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: unknown
  }
  /**
   * The same request as a call of the tool that the route is: a text its result holds, or why a tool call is no way to
   * show it. Default: the same body where the status is below 300, else an error result that names the status.
   */
  readonly tool?: { readonly says: string } | { readonly unlike: string }
}

/**
 * The reference page of a policy or handler, as far as its options schema does not say it; in `page.ts` beside
 * `options.ts`. The example is a whole route and runs as a test; its upstream answers what it was asked, as JSON:
 * `{ "method", "path", "search", "headers", "body" }`, where `body` is a value if it was JSON, else a text.
 */
export interface ReferencePage {
  /** One sentence: what it is for. */
  readonly summary: string
  /** Paragraphs of Markdown under it. */
  readonly text?: string
  /** Policies of the example in the order they are listed on the route; `$env(NAME)` names what only a test or a person can know. */
  readonly inbound?: readonly ExamplePolicy[]
  readonly outbound?: readonly ExamplePolicy[]
  /** Method of the route; default: `get`. */
  readonly method?: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Path of the route, an OpenAPI template; default: `/books`. */
  readonly path?: string
  /** Handler of the route; default: `urlForwardHandler` to the upstream, whose URL is in the variable `UPSTREAM_URL`. */
  readonly handler?: ExamplePolicy['handler']
  /** Other members of the operation (`parameters`, `requestBody`, `responses`, `security`). */
  readonly operation?: Entry
  /** Further files of the project by path, such as modules. */
  readonly files?: Readonly<Record<string, string>>
  /** What the upstream answers in place of what it was asked. */
  readonly upstream?: {
    readonly status?: number
    readonly headers?: Readonly<Record<string, string>>
    /** Text as it is, anything else as JSON. */
    readonly body?: unknown
  }
  /** Variables of the example that are no secret and no address. */
  readonly environment?: Readonly<Record<string, string>>
  /** In order, on one gateway: an answer that lets the request pass and, where there is one, a refusal. */
  readonly exchanges: readonly ExampleExchange[]
  /** True where the part itself refuses no request, whatever its options; the others show a refusal. */
  readonly refusesNothing?: true
  /** Why the example lets no request pass; a unit test must show that the part does. */
  readonly passesNothing?: string
  /** Other policies and pages to look at, as Markdown links. */
  readonly seeAlso?: readonly string[]
}
