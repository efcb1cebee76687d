import type { Identity, IdentityClient } from '../identity/identity.ts'

/** What a person pastes into one MCP client, and what that client will then do. */
export interface ClientLine {
  readonly client: 'Claude Code' | 'VS Code' | 'Cursor' | 'MCP Inspector'
  /** The command, or the entry of its configuration file. */
  readonly text: string
  readonly clientId: string
  /** Where the client wants the browser to come back to. */
  readonly callback: string
}

/** A line for each client that can sign in with a client id it was given. */
export function clientLines(
  name: string,
  mcpUrl: string,
  clientId: string,
  scopes: readonly string[],
): readonly ClientLine[] {
  return [
    {
      client: 'Claude Code',
      text: `claude mcp add --transport http --client-id ${clientId} --callback-port 3118 ${name} ${mcpUrl}`,
      clientId,
      callback: 'http://localhost:3118/callback',
    },
    {
      client: 'VS Code',
      text: `.vscode/mcp.json: ${JSON.stringify({ servers: { [name]: { type: 'http', url: mcpUrl, oauth: { clientId } } } })}`,
      clientId,
      callback: 'http://127.0.0.1:33418/',
    },
    {
      client: 'Cursor',
      text: `.cursor/mcp.json: ${JSON.stringify({ mcpServers: { [name]: { url: mcpUrl, auth: { CLIENT_ID: clientId, scopes } } } })}`,
      clientId,
      callback: 'cursor://anysphere.cursor-mcp/oauth/callback',
    },
    {
      client: 'MCP Inspector',
      text: `npx @modelcontextprotocol/inspector   then Streamable HTTP, ${mcpUrl}, client id ${clientId}`,
      clientId,
      callback: 'http://localhost:6274/oauth/callback',
    },
  ]
}

/** The client that programs on a person's machine should use: a native one, else any that signs people in. */
export function publicClientOf(identity: Identity): IdentityClient | undefined {
  const signsIn = identity.clients.filter(({ grantTypes }) => grantTypes.includes('authorization_code'))
  return signsIn.find(({ type }) => type === 'native') ?? signsIn[0]
}
