import type { PolicySetup } from '../../gateway/policy.ts'
import { DecisionClient, type Authenticate, type Verdict } from '../decision/ask-decision-point.ts'
import type { RelationTuple } from './fill-tuple.ts'
import type { OpenFgaOptions } from './options.ts'

/** Asks a store of OpenFGA whether relations hold. */
export class CheckClient {
  private readonly client: DecisionClient
  private readonly modelId: string

  constructor(apiUrl: string, options: OpenFgaOptions, authenticate: Authenticate, setup: PolicySetup) {
    const { storeId, authorizationModelId, cacheTtlSeconds, timeoutSeconds } = options
    const url = `${apiUrl.replace(/\/+$/, '')}/stores/${storeId}/check`
    this.client = new DecisionClient(
      { url, authenticate, member: 'allowed', cacheTtlSeconds, timeoutSeconds },
      setup,
    )
    this.modelId = authorizationModelId
  }

  /** Whether the relation holds. */
  check({ user, relation, object }: RelationTuple): Promise<Verdict> {
    const question = { tuple_key: { user, relation, object }, authorization_model_id: this.modelId }
    return this.client.ask(JSON.stringify(question))
  }
}
