import type { UpstreamClient, UpstreamReply } from '../../gateway/services.ts'
import type { FetchText } from '../../oauth/resource-server/read-signing-keys.ts'

/** Fetches the documents of issuers over the gateway's own connections; redirects are not followed. */
export function createFetchText(
  upstream: UpstreamClient,
  headers: Readonly<Record<string, string>>,
  timeoutMs: number,
): FetchText {
  return async (url, limit) => {
    const reply = await upstream.send({
      method: 'GET',
      url,
      headers: { accept: 'application/json', ...headers },
      body: undefined,
      timeoutMs,
      // The whole document must be there by then, however slowly it drips.
      signal: AbortSignal.timeout(timeoutMs),
      maxRedirects: 0,
    })
    const contentType = contentTypeOf(reply)
    if (reply.status !== 200) {
      reply.cancel()
      return { status: reply.status, text: '', contentType }
    }
    return { status: reply.status, text: await reply.text(limit), contentType }
  }
}

/** The media type of an answer as it was sent. */
export function contentTypeOf({ headers }: UpstreamReply): string | undefined {
  const value = headers['content-type']
  return typeof value === 'string' ? value : value?.[0]
}
