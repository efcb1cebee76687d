import { createHash } from 'node:crypto'
import type { Provider } from 'oidc-provider'
import type { Storage } from '../../../storage/storage.ts'
import { toLibraryError } from '../library-error.ts'
import type { OidcProvider } from '../load-oidc-provider.ts'
import { oktaErrors } from '../okta-errors.ts'

/** How long attempts are remembered, in milliseconds: as long as a code lives. */
const windowMs = 10 * 60_000
/** Attempts with one code, right or wrong: a code that is sent to many people is stopped too. */
const perCode = 10
/** Attempts from one address that found no code. */
const perAddress = 20

/** Bounds the guessing of user codes (RFC 8628 section 5.1). An attempt counts before its code is looked up. */
export function boundCodeAttempts(
  library: OidcProvider,
  provider: Provider,
  storage: Storage,
  serverId: string,
): void {
  const { DeviceCode } = provider
  const find = DeviceCode.findByUserCode.bind(DeviceCode)
  const count = (kind: string, text: string, by: number): Promise<number> =>
    storage.increment(`as:${serverId}:code-attempts:${kind}:${digest(text)}`, by, windowMs)

  DeviceCode.findByUserCode = async (userCode, options) => {
    const address = library.Provider.ctx?.req.socket.remoteAddress ?? ''
    const tooMany =
      (await count('address', address, 1)) > perAddress || (await count('code', userCode, 1)) > perCode
    if (tooMany) throw toLibraryError(library, oktaErrors.tooManyAttempts)
    const found = await find(userCode, options)
    if (found !== undefined) await count('address', address, -1)
    return found
  }
}

/** Keys are of one length whatever a stranger types. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
