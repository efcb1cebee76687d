import { startUpstream } from './loopback-upstream.ts'

/** A real token endpoint on loopback. */
export interface TokenServer {
  readonly url: string
  /** The forms it got, with the id of the client that a basic header named. */
  readonly asked: Record<string, string>[]
  /** Answers this instead of a new token. */
  answerWith(status: number, body: object, headers?: Record<string, string>): void
  /** Forgets what it was asked and told. */
  reset(): void
  close(): Promise<void>
}

/** Starts a token endpoint that gives `issued-1`, `issued-2` and so on. */
export async function startTokenServer(): Promise<TokenServer> {
  const asked: Record<string, string>[] = []
  let planned: { status: number; body: object; headers: Record<string, string> } | undefined
  const server = await startUpstream((request, response, body) => {
    const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1]
    const client = basic === undefined ? {} : { client: atob(basic).split(':')[0] ?? '' }
    asked.push({ ...Object.fromEntries(new URLSearchParams(body)), ...client })
    const token = { access_token: `issued-${asked.length}`, token_type: 'Bearer', expires_in: 3600 }
    const { status, body: said, headers } = planned ?? { status: 200, body: token, headers: {} }
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(said))
  })
  return {
    url: `${server.url}/token`,
    asked,
    answerWith: (status, body, headers = {}) => (planned = { status, body, headers }),
    reset: () => {
      planned = undefined
      asked.length = 0
    },
    close: () => server.close(),
  }
}
