import type { OutsideServers } from '../outside-servers.ts'
import { startIssuer } from '../start-issuer.ts'

/** Starts the keys of the provider, with a token of it and one that the policy refuses. */
export function start(): Promise<OutsideServers> {
  return startIssuer({
    issuer: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEf123',
    claims: { aud: undefined, token_use: 'access', client_id: 'shop' },
    refused: { client_id: 'other' },
  })
}
