import { GatewayError } from '../../foundation/errors.ts'
import { canonicalJson } from '../../foundation/json/canonical-json.ts'
import { ok, refuse, type Result } from '../../foundation/result.ts'
import type { InputRequest, InputResponse } from '../../gateway/mcp-call.ts'
import type { Services } from '../../gateway/services.ts'
import { isJsonObject, type JsonObject } from '../../openapi/json-object.ts'
import { isAnswerTo } from './answer.ts'
import { findMissingCapability } from './capability.ts'
import { openState, sealState } from './request-state.ts'

/** What the rounds of a request need to know of it. */
export interface RoundsOptions {
  /** Capabilities the client declares; undefined where it cannot be asked at all. */
  readonly declared: JsonObject | undefined
  readonly services: Services
  /** See `bindRequest`. */
  readonly binding: () => string
}

/** What the client is to be told in place of a result. */
export type InputOutcome =
  | { readonly kind: 'required'; readonly inputRequests: JsonObject; readonly requestState: string }
  | { readonly kind: 'missing'; readonly requiredCapabilities: JsonObject }
  | { readonly kind: 'too large' }

type Requests = Readonly<Record<string, InputRequest>>
type Responses = Readonly<Record<string, InputResponse>>

const keyFormat = /^[\w.:/-]{1,128}$/
/** Most things a client is asked in one round. */
const mostRequests = 32

/**
 * What a client was asked and has answered in the rounds of one request (MCP 2026-07-28, basic/patterns/mrtr). The work
 * begins anew in each round; what was answered before travels with the client, encrypted.
 */
export class InputRounds {
  /** Names the state this round came with; undefined in the first round. */
  nonce: string | undefined = undefined
  private readonly options: RoundsOptions
  private readonly answers = new Map<string, InputResponse>()
  private readonly carried = new Set<string>()
  private readonly used = new Map<string, InputResponse>()
  private readonly asked = new Map<string, InputRequest>()
  private askedBefore: Readonly<Record<string, string>> = {}
  private missing: JsonObject | undefined = undefined
  private count = 0

  constructor(options: RoundsOptions) {
    this.options = options
  }

  /** Takes what a retry brings; answers what is wrong with it. State is checked even where nobody will use it. */
  async open(params: JsonObject): Promise<Result<undefined, string>> {
    const { requestState, inputResponses } = params
    if (requestState !== undefined) {
      if (typeof requestState !== 'string') return refuse('"requestState" must be a string.')
      const opened = await openState(requestState, this.options.binding(), this.options.services)
      if (!opened.ok) return refuse(`"requestState" ${opened.error}; make the request anew without it.`)
      this.nonce = opened.value.nonce
      this.askedBefore = opened.value.asked
      for (const [key, answer] of Object.entries(opened.value.answers)) {
        this.answers.set(key, answer)
        this.carried.add(key)
      }
    }
    if (inputResponses === undefined) return ok(undefined)
    if (!isJsonObject(inputResponses)) return refuse('"inputResponses" must be an object.')
    for (const [key, answer] of Object.entries(inputResponses)) {
      if (!isJsonObject(answer)) return refuse('Each member of "inputResponses" must be an object.')
      this.answers.set(key, answer)
    }
    return ok(undefined)
  }

  /** A key for the next request of a handler that gives none; the same in every round, as long as its order is. */
  nextKey(): string {
    this.count++
    return `input-${this.count}`
  }

  /** True when the client can be asked this. */
  canAsk(request: InputRequest): boolean {
    const { declared } = this.options
    return declared !== undefined && findMissingCapability(request, declared) === undefined
  }

  /** The answer to a request, which counts only if this gateway has asked before: nobody answers unasked. */
  requestSealed(key: string, request: InputRequest): InputResponse {
    if (!this.wasAsked(key, request) && !this.carried.has(key)) this.answers.delete(key)
    return this.request({ [key]: request })[key] ?? {}
  }

  /** True when the key was asked in the round before, by this gateway and in these words. */
  private wasAsked(key: string, request: InputRequest): boolean {
    return this.askedBefore[key] === this.digest(request)
  }

  /** The answers to all requests, or a failure that ends the work of this round. */
  request(requests: Requests): Responses {
    const entries = Object.entries(requests)
    checkRequests(entries)
    const found: Record<string, InputResponse> = {}
    for (const [key, request] of entries) {
      const answer = this.answerTo(key, request)
      if (answer === undefined) this.ask(key, request)
      else found[key] = answer
    }
    if (this.missing !== undefined) throw unavailable('The client does not declare the capability for it.')
    if (Object.keys(found).length < entries.length) throw new GatewayError('SALLYPORT_MCP_INPUT_REQUIRED')
    for (const [key, answer] of Object.entries(found)) this.used.set(key, answer)
    return found
  }

  /** True when this round ends with questions. */
  get isAsking(): boolean {
    return this.missing !== undefined || this.asked.size > 0
  }

  /** What the client is told when this round ends with questions. */
  async outcome(): Promise<InputOutcome> {
    if (this.missing !== undefined) return { kind: 'missing', requiredCapabilities: this.missing }
    const { services, binding } = this.options
    const requestState = await sealState(
      {
        binding: binding(),
        nonce: services.randomId(),
        asked: Object.fromEntries([...this.asked].map(([key, request]) => [key, this.digest(request)])),
        answers: Object.fromEntries(this.used),
      },
      services,
    )
    if (requestState === undefined) return { kind: 'too large' }
    return { kind: 'required', inputRequests: Object.fromEntries(this.asked), requestState }
  }

  private answerTo(key: string, request: InputRequest): InputResponse | undefined {
    const answer = this.answers.get(key)
    if (answer === undefined || !isAnswerTo(request, answer)) return undefined
    // An answer to other words is none to these.
    const isOther = Object.hasOwn(this.askedBefore, key) && !this.wasAsked(key, request)
    return isOther ? undefined : answer
  }

  private ask(key: string, request: InputRequest): void {
    const { declared } = this.options
    if (declared === undefined)
      throw unavailable('It speaks a revision of MCP, or made a request, in which that is not possible here.')
    const missing = findMissingCapability(request, declared)
    if (missing === undefined) this.asked.set(key, request)
    else this.missing = { ...this.missing, ...missing }
  }

  private digest(request: InputRequest): string {
    return this.options.services.sha256(canonicalJson(request))
  }
}

function unavailable(detail: string): GatewayError {
  return new GatewayError('SALLYPORT_MCP_INPUT_UNAVAILABLE', { detail })
}

const methods = new Set(['elicitation/create', 'sampling/createMessage', 'roots/list'])

/** Mistakes of a module, told where it makes them. */
function checkRequests(entries: readonly (readonly [string, InputRequest])[]): void {
  if (entries.length === 0 || entries.length > mostRequests)
    throw new TypeError(`Ask for one to ${mostRequests} things at once.`)
  for (const [key, request] of entries) {
    if (!keyFormat.test(key))
      throw new TypeError(
        `"${key.slice(0, 128)}" is no key for an input request: use letters, digits and _ . : / -`,
      )
    if (!methods.has(request.method))
      throw new TypeError(
        `"${request.method}" is nothing a client can be asked: use ${[...methods].join(', ')}.`,
      )
  }
}
