import type { Exchange, HeaderFields, Reply } from './exchange.ts'
import type { GatewayContext, UpstreamSigner } from './request-context.ts'
import { sendUpstream } from './send-upstream.ts'
import type { UpstreamRequest } from './services.ts'

/** How an exchange is passed on. */
export interface ForwardOptions {
  readonly followRedirects: boolean
  /** Milliseconds until the upstream must have begun its answer. */
  readonly timeoutMs: number
  /** Longest silence within the answer, milliseconds; 0 = no limit. Default: `timeoutMs`. */
  readonly silenceMs?: number
}

/** Headers that belong to one connection (RFC 9110 section 7.6.1) or that the client sets itself. */
const notForwarded = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
  'expect',
])
const redirectLimit = 5

/** True for a header that goes on to an upstream, and back from one; others belong to one connection. */
export function isForwarded(name: string): boolean {
  return !notForwarded.has(name)
}

/** Sends an exchange to an upstream URL and hands its answer back; bodies flow through unread. */
export async function forwardUpstream(
  exchange: Exchange,
  context: GatewayContext,
  url: string,
  options: ForwardOptions,
): Promise<Reply> {
  const bodiless = exchange.body.isEmpty || exchange.method === 'GET' || exchange.method === 'HEAD'
  const { method, signal } = exchange
  const headers = forwardedHeaders(exchange, context, bodiless)
  const { timeoutMs, silenceMs = timeoutMs, followRedirects } = options
  const request =
    context.signUpstream === undefined
      ? {
          headers,
          // A body that must be sent again on a redirect is read first.
          body: bodiless ? undefined : followRedirects ? await exchange.body.bytes() : exchange.body.stream(),
          maxRedirects: followRedirects ? redirectLimit : 0,
        }
      : await signedRequest(context.signUpstream, { method, url, headers }, bodiless ? undefined : exchange)
  const whole = { method, url, signal, timeoutMs, silenceMs, ...request }
  const reply =
    context.signUpstream === undefined
      ? await sendUpstream(context, whole)
      : // A signature may cover headers, so that a trace must not change them.
        await context.services.upstream.send(whole)
  for (const name of notForwarded) delete reply.headers[name]
  return { status: reply.status, headers: reply.headers, body: reply.body }
}

/** A signature is for one URL, so redirects are handed back. */
async function signedRequest(
  sign: UpstreamSigner,
  head: { readonly method: string; readonly url: string; readonly headers: HeaderFields },
  exchange: Exchange | undefined,
): Promise<Pick<UpstreamRequest, 'headers' | 'body' | 'maxRedirects'>> {
  const body = await exchange?.body.bytes()
  return { headers: await sign({ ...head, body }), body, maxRedirects: 0 }
}

/** The headers of an exchange that go on to an upstream; `bodiless` where its body does not. */
export function forwardedHeaders(
  exchange: Exchange,
  context: GatewayContext,
  bodiless: boolean,
): HeaderFields {
  const headers: HeaderFields = {}
  for (const name of Object.keys(exchange.headers)) {
    const value = exchange.headers[name]
    if (value !== undefined && !notForwarded.has(name)) headers[name] = value
  }
  // A tool reads the answer here, so it must come uncompressed.
  if (context.parent !== undefined) headers['accept-encoding'] = 'identity'
  if (bodiless) {
    delete headers['content-length']
    if (!exchange.body.isEmpty) headers['zp-body-removed'] = 'true'
  }
  return headers
}
