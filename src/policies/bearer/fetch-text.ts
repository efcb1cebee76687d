import type { UpstreamClient } from '../../gateway/services.ts'
import type { FetchText } from '../../oauth/resource-server/read-signing-keys.ts'

/** Longest time for a whole document to arrive, milliseconds. */
const timeoutMs = 5_000

/** Fetches the documents of issuers over the gateway's own connections; redirects are not followed. */
export function createFetchText(
  upstream: UpstreamClient,
  headers: Readonly<Record<string, string>> = {},
): FetchText {
  return async (url, limit) => {
    const reply = await upstream.send({
      method: 'GET',
      url,
      headers: { accept: 'application/json', ...headers },
      body: undefined,
      timeoutMs,
      signal: AbortSignal.timeout(timeoutMs),
      maxRedirects: 0,
    })
    if (reply.status !== 200) {
      reply.cancel()
      return { status: reply.status, text: '' }
    }
    return { status: reply.status, text: await reply.text(limit) }
  }
}
