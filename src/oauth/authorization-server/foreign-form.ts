import type { IncomingMessage } from 'node:http'

/**
 * True when a browser says that a form was sent from elsewhere. Pages that send no referrer have `null` for an origin,
 * so `Sec-Fetch-Site` speaks where a browser sends it; the token in the form is what counts everywhere.
 */
export function isForeignForm({ headers }: Pick<IncomingMessage, 'headers'>, origin: string): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return true
  return headers.origin !== undefined && headers.origin !== 'null' && headers.origin !== origin
}
