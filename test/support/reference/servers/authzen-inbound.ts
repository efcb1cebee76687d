import { authzenToken, startAuthzen } from '../../authzen-server.ts'
import type { OutsideServers } from '../outside-servers.ts'

/** A decision point that lets ada read the books. */
export async function start(): Promise<OutsideServers> {
  const server = await startAuthzen({
    subject: { type: 'user', id: 'ada' },
    action: { name: 'GET' },
    resource: { type: 'route', id: '/books' },
  })
  return { environment: { PDP_URL: server.url, PDP_TOKEN: authzenToken }, close: () => server.close() }
}
