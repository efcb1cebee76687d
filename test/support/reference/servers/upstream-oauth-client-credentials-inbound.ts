import { startUpstream } from '../../loopback-upstream.ts'
import type { OutsideServers } from '../outside-servers.ts'

/** Starts a token endpoint that gives one token, which ends at once, and refuses all others. */
export async function start(): Promise<OutsideServers> {
  let asked = 0
  const server = await startUpstream((_request, response) => {
    asked++
    const token = { access_token: `issued-${asked}`, token_type: 'Bearer', expires_in: 0 }
    const said = asked === 1 ? token : { error: 'invalid_client' }
    response.writeHead(asked === 1 ? 200 : 401, { 'content-type': 'application/json' })
    response.end(JSON.stringify(said))
  })
  return {
    environment: { UPSTREAM_CLIENT_SECRET: 'of-the-gateway' },
    origins: { 'https://id.example.com': server.url },
    close: () => server.close(),
  }
}
