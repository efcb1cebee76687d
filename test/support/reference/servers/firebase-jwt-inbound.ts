import type { OutsideServers } from '../outside-servers.ts'
import { startIssuer } from '../start-issuer.ts'

/** Starts the keys of the provider, with a token of it and one that the policy refuses. */
export function start(): Promise<OutsideServers> {
  return startIssuer({
    issuer: 'https://securetoken.google.com/books-1',
    keysAt: 'https://www.googleapis.com',
    claims: { aud: 'books-1' },
    refused: { aud: 'records-1' },
  })
}
