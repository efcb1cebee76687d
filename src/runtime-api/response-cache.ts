import type { Services } from '../gateway/services.ts'
import { deleteStream, getStream, putStream } from './stored-streams.ts'

/** What a cache needs of its gateway; asked at each call, as modules are loaded before their gateway. */
export type CacheServices = Pick<Services, 'storage' | 'now' | 'randomId'>

/** Answers by the URL they were asked for: a part of the web's `Cache`, in the storage of the gateway. */
export interface ResponseCache {
  /** Keeps an answer as long as its Cache-Control or Expires says; one that says nothing, an hour. */
  put(request: string | URL | Request, response: Response): Promise<void>
  match(request: string | URL | Request): Promise<Response | undefined>
  /** True when there was one. */
  delete(request: string | URL | Request): Promise<boolean>
}

/** What modules get as the global `caches`. */
export interface ResponseCaches {
  open(name: string): Promise<ResponseCache>
}

interface Head {
  readonly status: number
  readonly headers: Record<string, string>
  /** Values of the request's headers that the answer varies by. */
  readonly vary: Readonly<Record<string, string | null>>
}

/** Life of an answer that says nothing of it, seconds. */
const silentLife = 3600
/** Headers of one connection, or of the one who asked. */
const notKept = new Set(['set-cookie', 'transfer-encoding', 'connection', 'keep-alive'])

/** Makes the global `caches` of one project. */
export function createResponseCaches(services: () => CacheServices): ResponseCaches {
  return { open: (name) => Promise.resolve(createResponseCache(name, services)) }
}

function createResponseCache(name: string, services: () => CacheServices): ResponseCache {
  const keyOf = ({ url }: Request): string =>
    `response-cache:${encodeURIComponent(name)}:${encodeURIComponent(url.replace(/#.*$/, ''))}`
  return {
    put: async (input, response) => {
      const request = toRequest(input)
      const { storage, now, randomId } = services()
      refuseUnfit(request, response)
      const ttlMs = isForOneCaller(request, response) ? 0 : lifeOf(response.headers, now()) * 1000
      // What must not be kept is answered by nobody's cache; its body is let go of.
      if (ttlMs <= 0) {
        await response.body?.cancel()
        return
      }
      const head = headOf(request, response)
      const stream = response.body ?? new Blob([]).stream()
      await putStream(storage, keyOf(request), { stream, head, ttlMs, id: randomId() })
    },
    match: async (input) => {
      const request = toRequest(input)
      if (request.method !== 'GET') return undefined
      const found = await getStream(services().storage, keyOf(request))
      if (found === undefined) return undefined
      const { status, headers, vary } = found.head as Head
      const fits = Object.entries(vary).every(([header, value]) => request.headers.get(header) === value)
      if (!fits) return undefined
      const isBodiless = status === 204 || status === 205 || status === 304
      return new Response(isBodiless ? null : found.stream, {
        status,
        headers,
      })
    },
    delete: (input) => deleteStream(services().storage, keyOf(toRequest(input))),
  }
}

function toRequest(input: string | URL | Request): Request {
  return input instanceof Request ? input : new Request(input)
}

/** What the web's `Cache.put` refuses (Service Workers, section 5.4.5). */
function refuseUnfit(request: Request, response: Response): void {
  if (request.method !== 'GET') throw new TypeError(`A cache keeps answers to GET, not to ${request.method}.`)
  if (response.status === 206) throw new TypeError('A cache keeps no partial answers (206).')
  if (varyOf(response).includes('*')) throw new TypeError('A cache keeps no answers with Vary: *.')
  if (response.bodyUsed) throw new TypeError('The body of this answer was read already; put a clone.')
}

function varyOf(response: Response): readonly string[] {
  const names = (response.headers.get('vary') ?? '').toLowerCase().split(',')
  return names.map((name) => name.trim()).filter((name) => name !== '')
}

function headOf(request: Request, response: Response): Head {
  return {
    status: response.status,
    headers: Object.fromEntries([...response.headers].filter(([name]) => !notKept.has(name))),
    vary: Object.fromEntries(varyOf(response).map((name) => [name, request.headers.get(name)])),
  }
}

/** The answer to a credential is for its owner, unless it says otherwise (RFC 9111 section 3.5). */
function isForOneCaller({ headers }: Request, response: Response): boolean {
  const control = response.headers.get('cache-control') ?? ''
  return headers.has('authorization') && !/\b(?:public|s-maxage|must-revalidate)\b/i.test(control)
}

/** Seconds, for a cache that many share (RFC 9111 section 5.2.2). */
function lifeOf(headers: Headers, now: number): number {
  const control = (headers.get('cache-control') ?? '').toLowerCase()
  if (/\b(?:no-store|private|no-cache)\b/.test(control) || headers.has('set-cookie')) return 0
  const seconds = /\bs-maxage=(\d{1,9})/.exec(control)?.[1] ?? /\bmax-age=(\d{1,9})/.exec(control)?.[1]
  if (seconds !== undefined) return Number(seconds)
  const expires = headers.get('expires')
  // A date that cannot be read is one in the past (RFC 9111 section 5.3).
  if (expires !== null) return Math.max(0, (Date.parse(expires) - now) / 1000 || 0)
  return silentLife
}
