import type { OutsideServers } from '../outside-servers.ts'
import { startIssuer } from '../start-issuer.ts'

/** Starts the keys of the provider, with a token of it and one that the policy refuses. */
export function start(): Promise<OutsideServers> {
  return startIssuer({
    issuer: 'https://example.okta.com/oauth2/aus1',
    claims: { ver: 1, jti: 'AT.abc', cid: 'shop', uid: '00u1', scp: ['books:read'] },
  })
}
