import { LRUCache } from 'lru-cache'
import type { PolicySetup } from '../../gateway/policy.ts'
import type { OpenFgaOptions } from './options.ts'
import type { RelationTuple } from './fill-tuple.ts'

/** What a store says; `undecided` when it says nothing of use. */
export type Verdict = 'allowed' | 'denied' | 'undecided'

/** The header that shows who asks, undefined where none is needed; rejects when there is none to be had. */
export type Authenticate = () => Promise<readonly [name: string, value: string] | undefined>

const largestAnswer = 65_536
const mostRemembered = 10_000

/** Asks a store of OpenFGA whether relations hold; answers are remembered as long as the options say, failures never. */
export class CheckClient {
  private readonly url: string
  private readonly options: OpenFgaOptions
  private readonly setup: PolicySetup
  private readonly authenticate: Authenticate
  private readonly remembered = new LRUCache<string, { readonly verdict: Verdict; readonly until: number }>({
    max: mostRemembered,
  })

  constructor(apiUrl: string, options: OpenFgaOptions, authenticate: Authenticate, setup: PolicySetup) {
    this.url = `${apiUrl.replace(/\/+$/, '')}/stores/${options.storeId}/check`
    this.options = options
    this.authenticate = authenticate
    this.setup = setup
  }

  /** Whether the relation holds. */
  async check(tuple: RelationTuple): Promise<Verdict> {
    const { services } = this.setup
    const key = JSON.stringify([tuple.user, tuple.relation, tuple.object])
    const known = this.remembered.get(key)
    if (known !== undefined && services.now() < known.until) return known.verdict
    const verdict = await this.ask(tuple)
    const until = services.now() + this.options.cacheTtlSeconds * 1000
    if (verdict !== 'undecided' && this.options.cacheTtlSeconds > 0)
      this.remembered.set(key, { verdict, until })
    return verdict
  }

  private async ask(tuple_key: RelationTuple): Promise<Verdict> {
    const timeoutMs = this.options.timeoutSeconds * 1000
    const { services, name } = this.setup
    try {
      const authentication = await this.authenticate()
      const headers = authentication === undefined ? {} : { [authentication[0]]: authentication[1] }
      const reply = await services.upstream.send({
        method: 'POST',
        url: this.url,
        headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ tuple_key, authorization_model_id: this.options.authorizationModelId }),
        timeoutMs,
        signal: AbortSignal.timeout(timeoutMs),
        // A redirect would carry the credential to where nobody said it may go.
        maxRedirects: 0,
      })
      const text = await reply.text(largestAnswer)
      if (reply.status === 200) return readVerdict(text)
      services.log.warn('the store did not decide', { policy: name, status: reply.status })
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error)
      services.log.warn('the store did not decide', { policy: name, problem })
    }
    return 'undecided'
  }
}

/** Only a plain `true` allows. */
function readVerdict(text: string): Verdict {
  const { allowed } = JSON.parse(text) as { readonly allowed?: unknown }
  if (allowed === true) return 'allowed'
  return allowed === false ? 'denied' : 'undecided'
}
