import type { OutsideServers } from '../outside-servers.ts'
import { startIssuer } from '../start-issuer.ts'

/** Starts the keys of the provider, with a token of it and one that the policy refuses. */
export function start(): Promise<OutsideServers> {
  return startIssuer({
    issuer: 'https://login.microsoftonline.com/9d2f6a1c-7b3e-4c58-a0d4-5e1f8b7c6d90/v2.0',
    claims: { aud: 'api://books', tid: '9d2f6a1c-7b3e-4c58-a0d4-5e1f8b7c6d90' },
    refused: { aud: 'api://records' },
  })
}
