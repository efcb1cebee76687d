import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Context } from 'oidc-provider'
import { pageHeaders } from './pages/page.ts'

type Headers = Readonly<Record<string, string>>

/** Sends a JSON document. */
export function sendJson(res: ServerResponse, status: number, body: unknown, headers: Headers = {}): void {
  const text = JSON.stringify(body)
  res.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'x-content-type-options': 'nosniff',
    ...headers,
  })
  res.end(res.req.method === 'HEAD' ? undefined : text)
}

/** Sends a page for a person. */
export function sendPage(res: ServerResponse, status: number, html: string, headers: Headers = {}): void {
  res.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(html),
    ...pageHeaders,
    ...headers,
  })
  res.end(res.req.method === 'HEAD' ? undefined : html)
}

/** Sends a page for a person from within the library. */
export function showPage(context: Context, status: number, html: string): void {
  context.status = status
  for (const [name, value] of Object.entries(pageHeaders)) context.set(name, value)
  context.type = 'html'
  context.body = html
}

/** Sends a browser elsewhere with GET. */
export function sendRedirect(res: ServerResponse, location: string): void {
  res.writeHead(303, {
    location,
    'content-length': 0,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  })
  res.end()
}

/** A small form body; undefined when it is larger than the limit or not a form. */
export async function readForm(
  req: IncomingMessage,
  limitBytes: number,
): Promise<URLSearchParams | undefined> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(req.headers['content-type'] ?? '')) return undefined
  const body = await readBody(req, limitBytes)
  return body === undefined ? undefined : new URLSearchParams(body)
}

/** A small body as text; undefined when it is larger than the limit. */
export async function readBody(req: IncomingMessage, limitBytes: number): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limitBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
