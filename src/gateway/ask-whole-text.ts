import type { Exchange } from './exchange.ts'

/** Codings that policies undo to read an answer, and the word for none. */
const readable = new Set(['gzip', 'x-gzip', 'deflate', 'identity'])

/**
 * Keeps a caller from asking for an answer that the policies behind the handler could not read, and would pass on unread:
 * a part of it, or one in another coding (RFC 9110 sections 12.5.3 and 14.2: a server may ignore either wish).
 */
export function askWholeText({ headers }: Exchange): void {
  delete headers['range']
  delete headers['if-range']
  const accepted = headers['accept-encoding']
  if (accepted === undefined) return
  const kept = accepted
    .split(',')
    .filter((one) => readable.has((one.split(';')[0] ?? '').trim().toLowerCase()))
  headers['accept-encoding'] = kept.length === 0 ? 'identity' : kept.join(',')
}
