import { isLoopbackHost } from '../../foundation/http/public-origin.ts'

/** What is known about the web origin of a request. */
export interface OriginInput {
  /** The Origin header. */
  readonly origin: string | undefined
  /** Scheme and authority the caller asked for. */
  readonly ownOrigin: string
  /** Every spelling of the gateway's own origin. */
  readonly spellings: readonly string[]
  /** True when the CORS policy of the route names the origin. */
  readonly corsAllows: (origin: string) => boolean
}

/**
 * True when a request may be served: it comes from no web page, from the gateway's own origin, from one the route's CORS
 * policy allows, or from this machine while the gateway can only be reached from it. Anything else may be a page that
 * reached a local gateway by DNS rebinding (MCP 2025-11-25 and 2026-07-28, basic/transports, security).
 */
export function isOriginServed({ origin, ownOrigin, spellings, corsAllows }: OriginInput): boolean {
  if (origin === undefined || origin === ownOrigin || spellings.includes(origin)) return true
  if (isLoopbackOrigin(origin) && spellings.some(isLoopbackOrigin)) return true
  return corsAllows(origin)
}

function isLoopbackOrigin(origin: string): boolean {
  const url = URL.canParse(origin) ? new URL(origin) : undefined
  if (url === undefined || url.origin !== origin) return false
  return (url.protocol === 'http:' || url.protocol === 'https:') && isLoopbackHost(url.hostname)
}
