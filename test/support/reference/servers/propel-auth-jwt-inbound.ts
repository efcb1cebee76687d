import { exportSPKI } from 'jose'
import type { OutsideServers } from '../outside-servers.ts'
import { exampleKey, startIssuer } from '../start-issuer.ts'

/** Starts a provider whose key is a text, with a token of it and one that the policy refuses. */
export async function start(): Promise<OutsideServers> {
  const started = await startIssuer({ issuer: 'https://auth.example.com', claims: { user_id: 'ada' } })
  const { publicKey } = await exampleKey()
  const key = { PROPELAUTH_VERIFIER_KEY: await exportSPKI(publicKey) }
  return { ...started, environment: { ...started.environment, ...key } }
}
