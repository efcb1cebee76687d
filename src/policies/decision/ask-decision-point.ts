import { LRUCache } from 'lru-cache'
import type { PolicySetup } from '../../gateway/policy.ts'

/** What a server decides; `undecided` when it says nothing of use. */
export type Verdict = 'allowed' | 'denied' | 'undecided'

/** The header that shows who asks, undefined where none is needed; rejects when there is none to be had. */
export type Authenticate = () => Promise<readonly [name: string, value: string] | undefined>

/** Which server is asked, and how. */
export interface DecisionTerms {
  readonly url: string
  readonly authenticate: Authenticate
  /** Member of an answer that is `true` or `false`. */
  readonly member: string
  readonly cacheTtlSeconds: number
  readonly timeoutSeconds: number
}

const largestAnswer = 65_536
const mostRemembered = 10_000

/** Asks a server that decides; what it says is remembered as long as the terms say, failures never. */
export class DecisionClient {
  private readonly terms: DecisionTerms
  private readonly setup: PolicySetup
  private readonly remembered = new LRUCache<string, { readonly verdict: Verdict; readonly until: number }>({
    max: mostRemembered,
  })

  constructor(terms: DecisionTerms, setup: PolicySetup) {
    this.terms = terms
    this.setup = setup
  }

  /** What the server says to a question, a JSON text. */
  async ask(question: string): Promise<Verdict> {
    const { services } = this.setup
    const known = this.remembered.get(question)
    if (known !== undefined && services.now() < known.until) return known.verdict
    const verdict = await this.send(question)
    const until = services.now() + this.terms.cacheTtlSeconds * 1000
    if (verdict !== 'undecided' && this.terms.cacheTtlSeconds > 0)
      this.remembered.set(question, { verdict, until })
    return verdict
  }

  private async send(body: string): Promise<Verdict> {
    const timeoutMs = this.terms.timeoutSeconds * 1000
    const { services, name } = this.setup
    try {
      const authentication = await this.terms.authenticate()
      const headers = authentication === undefined ? {} : { [authentication[0]]: authentication[1] }
      const reply = await services.upstream.send({
        method: 'POST',
        url: this.terms.url,
        headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
        body,
        timeoutMs,
        signal: AbortSignal.timeout(timeoutMs),
        // A redirect would carry the credential to where nobody said it may go.
        maxRedirects: 0,
      })
      const text = await reply.text(largestAnswer)
      if (reply.status === 200) return this.readVerdict(text)
      services.log.warn('the server did not decide', { policy: name, status: reply.status })
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error)
      services.log.warn('the server did not decide', { policy: name, problem })
    }
    return 'undecided'
  }

  /** Only a plain `true` allows. */
  private readVerdict(text: string): Verdict {
    const said = (JSON.parse(text) as Readonly<Record<string, unknown>>)[this.terms.member]
    if (said === true) return 'allowed'
    return said === false ? 'denied' : 'undecided'
  }
}
