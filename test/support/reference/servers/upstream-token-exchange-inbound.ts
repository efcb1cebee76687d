import { startTokenServer } from '../../token-server.ts'
import type { OutsideServers } from '../outside-servers.ts'
import { startIssuer } from '../start-issuer.ts'

/** Starts the issuer of the callers' tokens and the endpoint that exchanges them. */
export async function start(): Promise<OutsideServers> {
  const issuer = await startIssuer({ issuer: 'https://id.example.com' })
  const tokens = await startTokenServer()
  return {
    environment: { ...issuer.environment, UPSTREAM_CLIENT_SECRET: 'of-the-gateway' },
    origins: { ...issuer.origins, 'https://tokens.example.com': new URL(tokens.url).origin },
    close: async () => {
      await issuer.close()
      await tokens.close()
    },
  }
}
