import type { Exchange } from '../exchange.ts'
import type { Services } from '../services.ts'
import { bodyOfRequest } from './request-conversion.ts'

/** A web Request as an exchange: the entry for runtimes that speak fetch, and for tests. */
export function exchangeOfRequest(
  request: Request,
  origin: string,
  services: Pick<Services, 'randomId'>,
  bodyLimit: number,
): Exchange {
  const url = new URL(request.url)
  return {
    requestId: services.randomId(),
    method: request.method,
    path: url.pathname,
    search: url.search,
    origin,
    headers: Object.fromEntries(request.headers),
    body: bodyOfRequest(request, bodyLimit),
    params: {},
    user: undefined,
    clientAddress: '',
    signal: request.signal,
    repeatedHeaders: [],
    callerSecrets: [],
  }
}
