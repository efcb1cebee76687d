import { startUpstream } from './loopback-upstream.ts'

/** A policy decision point that refuses every request which is not written as the Authorization API 1.0 says. */
export interface AuthzenServer {
  readonly url: string
  /** The bodies of requests that were well written. */
  readonly asked: unknown[]
  /** What comes in place of an answer. */
  fault: { readonly status: number; readonly body: string } | undefined
  close(): Promise<void>
}

/** The token that the server wants. */
export const authzenToken = 'pdp-token'

/** Starts the server; it allows exactly one question. */
export async function startAuthzen(allowed: object): Promise<AuthzenServer> {
  const asked: unknown[] = []
  const upstream = await startUpstream((request, response, text) => {
    const { authorization, 'content-type': type } = request.headers
    response.setHeader('content-type', 'application/json')
    const { fault } = server
    if (fault !== undefined) response.writeHead(fault.status).end(fault.body)
    else if (authorization !== `Bearer ${authzenToken}`) response.writeHead(401).end('{}')
    else if (request.method !== 'POST' || request.url !== '/access/v1/evaluation')
      response.writeHead(404).end('{}')
    else if (type !== 'application/json' || !isEvaluation(JSON.parse(text))) response.writeHead(400).end('{}')
    else {
      asked.push(JSON.parse(text))
      response.end(JSON.stringify({ decision: text === JSON.stringify(allowed), context: {} }))
    }
  })
  const server: AuthzenServer = { url: upstream.url, asked, fault: undefined, close: () => upstream.close() }
  return server
}

/** Sections 5 and 6.1: subject and resource have a type and an id, an action has a name; all are strings. */
function isEvaluation(body: unknown): boolean {
  const { subject, action, resource } = body as Record<string, Record<string, unknown> | undefined>
  const texts = [subject?.['type'], subject?.['id'], action?.['name'], resource?.['type'], resource?.['id']]
  return texts.every((text) => typeof text === 'string' && text !== '')
}
