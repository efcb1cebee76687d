import { startUpstream } from '../../loopback-upstream.ts'
import type { OutsideServers } from '../outside-servers.ts'

/** Starts a tenant that gives one token, which ends at once, and refuses all others. */
export async function start(): Promise<OutsideServers> {
  let asked = 0
  const server = await startUpstream((request, response, body) => {
    const form = new URLSearchParams(body)
    const isGood =
      request.url === '/contoso.example/oauth2/v2.0/token' &&
      form.get('grant_type') === 'client_credentials' &&
      form.get('client_id') === 'gateway' &&
      form.get('client_secret') === 'of-the-gateway'
    asked += 1
    const token = {
      access_token: `token-for-${form.get('scope') ?? ''}`,
      token_type: 'Bearer',
      expires_in: 0,
    }
    const said = isGood && asked === 1 ? token : { error: 'invalid_client' }
    response.writeHead(said === token ? 200 : 401, { 'content-type': 'application/json' })
    response.end(JSON.stringify(said))
  })
  return {
    environment: { ENTRA_SECRET: 'of-the-gateway' },
    origins: { 'https://login.microsoftonline.com': server.url },
    close: () => server.close(),
  }
}
