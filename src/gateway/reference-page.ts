type Entry = Readonly<Record<string, unknown>>

/** A policy of an example: an entry of policies.json, `policyType` left out. */
export interface ExamplePolicy {
  readonly name: string
  readonly handler: { readonly export: string; readonly module: string; readonly options?: Entry }
}

/** One request to the route of an example, and the answer it gets; a test makes it over HTTP and as a tool call. */
export interface ExampleExchange {
  /** A sentence: what is to be seen here. */
  readonly shows: string
  readonly request?: {
    /** Query with its leading `?`; default: empty. */
    readonly search?: string
    readonly headers?: Readonly<Record<string, string>>
    /** Text as it is, anything else as JSON. */
    readonly body?: unknown
  }
  /** What is named must come back: of headers and of JSON objects only the members written here are compared. */
  readonly answer: {
    readonly status: number
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: unknown
  }
  /**
   * The same request as a call of the tool that the route is: a text its result holds, or why a tool call is no way to
   * show it. Default: an error result where the status is 400 or more.
   */
  readonly tool?: { readonly says: string } | { readonly unlike: string }
}

/**
 * The reference page of a policy or handler, as far as its options schema does not say it; in `page.ts` beside
 * `options.ts`. The example is a whole route and runs as a test; its upstream answers what it was asked, as JSON.
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
  /** Handler of the route; default: `urlForwardHandler` to the upstream. */
  readonly handler?: ExamplePolicy['handler']
  /** Other members of the operation (`parameters`, `requestBody`, `responses`, `security`). */
  readonly operation?: Entry
  /** Further files of the project by path, such as modules. */
  readonly files?: Readonly<Record<string, string>>
  /** Variables of the example that are no secret and no address. */
  readonly environment?: Readonly<Record<string, string>>
  /** In order, on one gateway: an answer that lets the request pass and, where there is one, a refusal. */
  readonly exchanges: readonly ExampleExchange[]
  /** Other policies and pages to look at, as Markdown links. */
  readonly seeAlso?: readonly string[]
}
