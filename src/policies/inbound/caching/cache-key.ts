import { canonicalJson } from '../../../foundation/json/canonical-json.ts'
import type { Exchange } from '../../../gateway/exchange.ts'
import type { GatewayContext } from '../../../gateway/request-context.ts'
import type { ToolCall } from '../../../gateway/tool-call.ts'
import type { CachingOptions } from './options.ts'

/** Headers by which callers say who they are; upstreams may look at them where no policy does. */
const credentials = ['authorization', 'cookie', 'proxy-authorization', 'x-api-key', 'api-key', 'x-auth-token']

type KeyOptions = Pick<CachingOptions, 'cacheId' | 'dangerouslyIgnoreAuthorizationHeader' | 'headers'>

/** The key of a request's answer, or of a tool call's; undefined for a body that is no text, whose answer is not kept. */
export async function cacheKey(
  policy: string,
  options: KeyOptions,
  exchange: Exchange,
  context: GatewayContext,
  call?: ToolCall,
): Promise<string | undefined> {
  const { headers, method, user } = exchange
  const asked =
    call === undefined
      ? await askedOf(exchange)
      : { tool: call.tool, arguments: canonicalJson(call.arguments) }
  if (asked === undefined) return undefined
  const caller = options.dangerouslyIgnoreAuthorizationHeader
    ? []
    : [user?.sub, user?.data['iss'], ...credentials.map((name) => headers[name])]
  const { file, path } = context.route
  const parts = [
    policy,
    options.cacheId,
    [file, path, method],
    asked,
    caller.map((part) => part ?? null),
    [...options.headers, 'range'].map((name) => headers[name.toLowerCase()] ?? null),
  ]
  // Hashed, so that neither tokens nor what was asked for lie in the store.
  return `cache:${context.services.sha256(canonicalJson(parts))}`
}

async function askedOf({ origin, path, search, body }: Exchange): Promise<object | undefined> {
  if (body.isEmpty) return { url: origin + path + search }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await body.bytes())
    return { url: origin + path + search, body: text }
  } catch (error) {
    // Different bytes would become the same text.
    if (error instanceof TypeError) return undefined
    throw error
  }
}
