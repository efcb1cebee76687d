import { startGoogleTokenServer } from '../../google-token-server.ts'
import type { OutsideServers } from '../outside-servers.ts'

/** Starts a token endpoint that gives one token, which ends at once, and refuses all others. */
export async function start(): Promise<OutsideServers> {
  const tokenUri = 'https://oauth2.googleapis.com/token'
  const server = await startGoogleTokenServer({ answers: 1, expiresIn: 0, tokenUri })
  return {
    environment: { SERVICE_ACCOUNT_JSON: server.keyFile },
    origins: { 'https://oauth2.googleapis.com': server.url },
    close: () => server.close(),
  }
}
