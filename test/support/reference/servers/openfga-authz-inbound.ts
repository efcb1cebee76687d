import { startOpenFga } from '../../openfga-server.ts'
import type { OutsideServers } from '../outside-servers.ts'

/** A store in which ada may view the books. */
export async function start(): Promise<OutsideServers> {
  const server = await startOpenFga({ user: 'user:ada', relation: 'viewer', object: 'catalog:books' })
  return { environment: { OPENFGA_URL: server.url }, close: () => server.close() }
}
