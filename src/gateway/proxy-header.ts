import type { Exchange } from './exchange.ts'

/**
 * What a trusted proxy says in a header, by its name in any case; undefined from anybody else, as anyone can write a
 * header. Of a tool call it is the header of the POST: the arguments of a tool may set headers too.
 */
export function readProxyHeader(exchange: Exchange, name: string): string | undefined {
  let sent = exchange
  while (sent.dispatchedFrom !== undefined) sent = sent.dispatchedFrom
  return sent.isFromTrustedProxy === true ? sent.headers[name.toLowerCase()] : undefined
}
