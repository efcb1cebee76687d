import type { AuthorizationServer } from '../../identity/identity.ts'
import type { Storage } from '../../storage/storage.ts'
import type { Log } from '../../telemetry/log.ts'
import type { Accounts } from './accounts.ts'
import type { Credentials } from './credentials.ts'
import type { RevokedTokens } from './revoked-tokens.ts'
import type { ClientDirectory } from './registration/client-directory.ts'
import type { SigningKeys } from './signing-keys.ts'

/** One authorization server with all it needs to be served; made once, at start. */
export interface ServedServer {
  readonly server: AuthorizationServer
  readonly clients: ClientDirectory
  readonly accounts: Accounts
  readonly credentials: Credentials
  readonly keys: SigningKeys
  readonly revokedTokens: RevokedTokens
  /** Sign cookies and form tokens; the first one is used for new ones. */
  readonly cookieKeys: readonly string[]
  readonly storage: Storage
  /** Every spelling of the issuer. */
  readonly issuers: readonly string[]
  /** Every accepted value of the `resource` parameter. */
  readonly resourceNames: ReadonlySet<string>
  readonly log: Log
}
