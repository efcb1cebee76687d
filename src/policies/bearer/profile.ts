import type { KeySource } from '../../oauth/resource-server/key-source.ts'

/** What makes one policy for bearer tokens differ from another. */
export interface BearerProfile {
  /** Undefined: any issuer whose tokens the keys verify. */
  readonly issuer: string | undefined
  readonly audience: string | undefined
  /** Scopes to name; undefined = those of the identity file. */
  readonly scopes: readonly string[] | undefined
  readonly allowUnauthenticatedRequests: boolean
  readonly oAuthResourceMetadataEnabled: boolean
  readonly maxTokenLifetimeSeconds: number | undefined
  readonly clockToleranceSeconds: number
  /** Header that holds the token, lower case. */
  readonly authHeader: string
  readonly algorithms: readonly string[]
  readonly keys: KeySource
  readonly subjectClaim: string
  readonly requireOktaShape: boolean
}
