import { startNodeServer, type NodeServer } from './node-server.ts'

/** An answer of the server that holds the document of a client. */
export interface DocumentAnswer {
  status?: number
  headers?: Record<string, string>
  body?: string
  /** True: nothing is answered. */
  hangs?: boolean
}

/** A server that holds the metadata document of a client, and whatever else a test puts there. */
export interface ClientDocumentServer {
  readonly origin: string
  /** The client id: the URL of the document. */
  readonly clientId: string
  /** Requests until now, by path. */
  readonly asked: string[]
  /** Answers by path. */
  readonly answers: Map<string, DocumentAnswer>
  /** Puts a document of this client there, with changes; undefined leaves a member out. */
  publish(changes?: Record<string, unknown>, headers?: Record<string, string>): void
  close(): Promise<void>
}

/** Starts such a server on loopback, with a document as Claude Code's: loopback redirect URIs without a port. */
export async function startClientDocumentServer(): Promise<ClientDocumentServer> {
  const asked: string[] = []
  const answers = new Map<string, DocumentAnswer>()
  const server: NodeServer = await startNodeServer((req, res) => {
    const path = req.url ?? ''
    asked.push(path)
    const { status = 200, headers = {}, body = '', hangs = false } = answers.get(path) ?? { status: 404 }
    if (!hangs) res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
  })
  const clientId = `${server.url}/oauth/client.json`
  const publish: ClientDocumentServer['publish'] = (changes = {}, headers = {}) => {
    const document = {
      client_id: clientId,
      client_name: 'Documented client',
      redirect_uris: ['http://localhost/callback', 'http://127.0.0.1/callback'],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
      ...changes,
    }
    answers.set('/oauth/client.json', { headers, body: JSON.stringify(document) })
  }
  publish()
  return { origin: server.url, clientId, asked, answers, publish, close: () => server.close() }
}
