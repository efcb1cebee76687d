import { startOpenFga } from '../../openfga-server.ts'
import type { OutsideServers } from '../outside-servers.ts'

/** The same store, where Okta would serve it. */
export async function start(): Promise<OutsideServers> {
  const server = await startOpenFga({ user: 'user:ada', relation: 'viewer', object: 'catalog:books' })
  return {
    environment: { FGA_CLIENT_SECRET: 'client-secret' },
    origins: { 'https://api.eu1.fga.dev': server.url, 'https://auth.fga.dev': server.url },
    close: () => server.close(),
  }
}
