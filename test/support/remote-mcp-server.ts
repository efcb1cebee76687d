import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import { startNodeServer } from './node-server.ts'

/** The official MCP server with sessions, for callers who have its key. */
export interface RemoteMcpServer {
  readonly url: string
  /** What it was asked, in order. */
  readonly asked: { readonly method: string; readonly headers: IncomingMessage['headers'] }[]
  /** Sessions that were begun and not ended. */
  readonly sessions: ReadonlyMap<string, StreamableHTTPServerTransport>
  close(): Promise<void>
}

/** The one `Authorization` that the server accepts. */
export const remoteKey = 'Bearer key-of-the-gateway'

/** Starts it on a free loopback port. */
export async function startRemoteMcpServer(): Promise<RemoteMcpServer> {
  const sessions = new Map<string, StreamableHTTPServerTransport>()
  const asked: RemoteMcpServer['asked'] = []
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    asked.push({ method: request.method ?? '', headers: request.headers })
    if (request.headers.authorization !== remoteKey) {
      const challenge = 'Bearer resource_metadata="https://remote.example/metadata"'
      response.writeHead(401, { 'www-authenticate': challenge }).end()
      return
    }
    const known = sessions.get(String(request.headers['mcp-session-id']))
    await (known ?? (await openSession(sessions))).handleRequest(request, response)
  }
  const server = await startNodeServer(serve)
  return {
    url: `${server.url}/remote`,
    asked,
    sessions,
    close: async () => {
      for (const transport of sessions.values()) await transport.close()
      await server.close()
    },
  }
}

async function openSession(
  sessions: Map<string, StreamableHTTPServerTransport>,
): Promise<StreamableHTTPServerTransport> {
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    onsessioninitialized: (id) => void sessions.set(id, transport),
    onsessionclosed: (id) => void sessions.delete(id),
  })
  const server = new McpServer({ name: 'remote', version: '1' }, { capabilities: { logging: {} } })
  server.registerTool('title', { description: 'The title.' }, async ({ sendNotification }) => {
    // One goes with the answer, the other on the stream of the session.
    await sendNotification({ method: 'notifications/message', params: { level: 'info', data: 'beside' } })
    await server.server.notification({
      method: 'notifications/message',
      params: { level: 'info', data: 'on its own' },
    })
    return { content: [{ type: 'text', text: 'Emma' }] }
  })
  await server.connect(transport)
  return transport
}
