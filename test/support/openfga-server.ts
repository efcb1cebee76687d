import { startUpstream } from './loopback-upstream.ts'

/** What a server was asked. */
export interface OpenFgaRequest {
  readonly path: string
  readonly authorization: string | undefined
  readonly custom: string | undefined
  readonly body: Readonly<Record<string, unknown>>
}

/** A server that checks requests as the OpenFGA HTTP API documents them, and knows one relation. */
export interface OpenFgaServer {
  readonly url: string
  readonly asked: OpenFgaRequest[]
  /** What comes in place of an answer. */
  fault: { readonly status: number; readonly body: string } | undefined
  close(): Promise<void>
}

/** The relation that holds. */
export const heldTuple = { user: 'user:ada', relation: 'viewer', object: 'book:1' }

/** Starts the server; it gives tokens at `/oauth/token` and answers checks of the store `store-1`. */
export async function startOpenFga(held: object = heldTuple): Promise<OpenFgaServer> {
  const asked: OpenFgaRequest[] = []
  const upstream = await startUpstream((request, response, text) => {
    const path = `${request.method} ${request.url}`
    response.setHeader('content-type', 'application/json')
    if (path === 'POST /oauth/token') {
      const form = new URLSearchParams(text)
      const isKnown =
        form.get('client_secret') === 'client-secret' && form.get('grant_type') === 'client_credentials'
      const token = {
        access_token: `token-for-${form.get('audience')}`,
        token_type: 'Bearer',
        expires_in: 3600,
      }
      response
        .writeHead(isKnown ? 200 : 401)
        .end(JSON.stringify(isKnown ? token : { error: 'invalid_client' }))
      return
    }
    const body = JSON.parse(text) as Record<string, unknown>
    const { authorization, 'x-store-key': custom } = request.headers
    asked.push({ path, authorization, custom: custom?.toString(), body })
    const { fault } = server
    if (fault !== undefined) response.writeHead(fault.status).end(fault.body)
    else if (path !== 'POST /stores/store-1/check' || body['authorization_model_id'] !== 'model-1')
      response.writeHead(400).end('{"code":"validation_error"}')
    else response.end(JSON.stringify({ allowed: JSON.stringify(body['tuple_key']) === JSON.stringify(held) }))
  })
  const server: OpenFgaServer = { url: upstream.url, asked, fault: undefined, close: () => upstream.close() }
  return server
}
