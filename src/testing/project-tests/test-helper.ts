import { requestToken, type PostForm } from '../../oauth/client/request-token.ts'
import { callTool, type ToolResult } from './call-tool.ts'
import { currentSession } from './session.ts'

/** Which token a test wants, by the grant `client_credentials`. */
export interface TokenRequest {
  /** Client id, one of `config/identity.jsonc` unless `issuer` says otherwise. */
  readonly client: string
  /** Scopes, with spaces between; absent: the default scopes of the server. */
  readonly scope?: string
  /** Default: the secret of that client, known to whoever started the gateway. */
  readonly secret?: string
  /** Id of a server of the identity file, or the URL of an issuer elsewhere; default: the first server. */
  readonly issuer?: string
}

/** How a tool is called. */
export interface ToolCallOptions {
  /** Sent as Bearer token. */
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** What a test knows of the gateway it runs against. */
export const TestHelper = {
  /** Origin of the gateway under test, without a slash at its end. */
  get TEST_URL(): string {
    return currentSession().url
  },

  /** An access token for a client, from the authorization server that serves beside the gateway. */
  async token(request: TokenRequest): Promise<string> {
    const issuer = issuerOf(request.issuer)
    const clientSecret = request.secret ?? currentSession().clientSecrets[request.client]
    if (clientSecret === undefined)
      throw new Error(`The client "${request.client}" has no secret here; give one as "secret".`)
    const answer = await requestToken(
      await tokenEndpointOf(issuer),
      { clientId: request.client, clientSecret, clientAuthentication: 'client_secret_basic' },
      { grant_type: 'client_credentials', scope: request.scope },
      postForm,
    )
    if (!answer.ok) throw new Error(`${issuer} gave no token to "${request.client}": ${answer.error.error}.`)
    return answer.value.accessToken
  },

  /** Calls a tool of the MCP server at a path. */
  callTool(
    path: string,
    name: string,
    args: Readonly<Record<string, unknown>> = {},
    options: ToolCallOptions = {},
  ): Promise<ToolResult> {
    const { token, headers = {} } = options
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
    return callTool(new URL(path, currentSession().url).href, name, args, { ...authorization, ...headers })
  },
}

function issuerOf(named: string | undefined): string {
  const { authorizationServers } = currentSession()
  if (named !== undefined && URL.canParse(named)) return named
  const server =
    named === undefined ? authorizationServers[0] : authorizationServers.find(({ id }) => id === named)
  if (server !== undefined) return server.issuer
  const known = authorizationServers.map(({ id }) => id).join(', ')
  throw new Error(
    known === ''
      ? 'No authorization server serves beside this gateway; give the URL of one as "issuer".'
      : `The identity file has no authorization server "${named}"; it has ${known}.`,
  )
}

async function tokenEndpointOf(issuer: string): Promise<string> {
  const url = `${issuer}/.well-known/oauth-authorization-server`
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`)
  const { token_endpoint: endpoint } = (await response.json()) as { token_endpoint?: unknown }
  if (typeof endpoint !== 'string') throw new Error(`${url} names no token endpoint.`)
  return endpoint
}

const postForm: PostForm = async (url, headers, body) => {
  const response = await fetch(url, { method: 'POST', headers, body })
  return {
    status: response.status,
    text: await response.text(),
    retryAfter: response.headers.get('retry-after') ?? undefined,
  }
}
