import { lookup as systemLookup, type LookupAddress } from 'node:dns'
import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { ok, refuse, type Result } from '../../../foundation/result.ts'
import { placeOf, type AddressPlace } from './public-address.ts'

/** A JSON document that was read from a URL. */
export interface FetchedDocument {
  readonly value: unknown
  /** Seconds for which it may be kept, as its server says; undefined when it does not say. */
  readonly maxAge: number | undefined
}

/** Why there is no document: what the document is like, or that its server did not answer well. */
export interface FetchProblem {
  readonly kind: 'refused' | 'unreachable' | 'malformed'
  readonly reason: string
}

/** How far a request goes. */
export interface FetchLimits {
  readonly maxBytes: number
  readonly timeoutMs: number
  /** True: a URL of the loopback interface is fetched too. */
  readonly loopback: boolean
  /** Looks names up; default: the resolver of the system. */
  readonly lookup?: LookUp
}

/** Finds all addresses of a name. */
export type LookUp = (
  hostname: string,
  callback: (error: Error | null, addresses: readonly LookupAddress[]) => void,
) => void

const lookUpAll: LookUp = (hostname, callback) => systemLookup(hostname, { all: true }, callback)

const loopbackNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Fetches a JSON document from a URL that a stranger chose. The connection goes to an address that was judged, not to a
 * name that is looked up a second time, so a name that changes its mind in between (DNS rebinding) gains nothing; no
 * redirect is followed, and the answer is cut off at the limits.
 */
export async function fetchDocument(
  url: URL,
  limits: FetchLimits,
): Promise<Result<FetchedDocument, FetchProblem>> {
  const wanted: AddressPlace = limits.loopback && loopbackNames.has(url.hostname) ? 'loopback' : 'public'
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && wanted === 'loopback'))
    return refuse({ kind: 'refused', reason: 'not https' })
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (/^[\d.]+$|:/.test(literal) && placeOf(literal) !== wanted)
    return refuse({ kind: 'refused', reason: `the address ${literal} is not ${wanted}` })
  try {
    return readAnswer(await send(url, wanted, limits))
  } catch (error) {
    if (error instanceof ForbiddenAddress) return refuse({ kind: 'refused', reason: error.message })
    if (error instanceof DocumentTooLong) return refuse({ kind: 'malformed', reason: error.message })
    return refuse({ kind: 'unreachable', reason: error instanceof Error ? error.message : String(error) })
  }
}

class ForbiddenAddress extends Error {}
class DocumentTooLong extends Error {}

interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

function send(url: URL, wanted: AddressPlace, limits: FetchLimits): Promise<Answer> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {
      agent: false,
      lookup: judgingLookup(wanted, limits.lookup ?? lookUpAll),
      headers: { accept: 'application/json', 'accept-encoding': 'identity', 'user-agent': 'sallyport' },
      signal: AbortSignal.timeout(limits.timeoutMs),
    })
    outgoing.on('error', reject)
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = []
      let size = 0
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size <= limits.maxBytes) chunks.push(chunk)
        else {
          reject(new DocumentTooLong(`the document is longer than ${limits.maxBytes} bytes`))
          outgoing.destroy()
        }
      })
      incoming.on('error', reject)
      incoming.on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8')
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body })
      })
    })
    outgoing.end()
  })
}

/** One unfit address among several is enough to refuse: which of them is used is not for the stranger to choose. */
function judgingLookup(wanted: AddressPlace, lookUp: LookUp): LookupFunction {
  return (hostname, options, callback) => {
    lookUp(hostname, (error, addresses) => {
      const [first] = addresses ?? []
      if (error !== null || first === undefined)
        return callback(error ?? new Error(`no address for ${hostname}`), '')
      const bad = addresses.find(({ address }) => placeOf(address) !== wanted)
      if (bad !== undefined)
        return callback(new ForbiddenAddress(`the address ${bad.address} is not ${wanted}`), '')
      if (options.all === true) callback(null, [...addresses])
      else callback(null, first.address, first.family)
    })
  }
}

function readAnswer({ status, headers, body }: Answer): Result<FetchedDocument, FetchProblem> {
  if (status >= 500) return refuse({ kind: 'unreachable', reason: `status ${status}` })
  if (status !== 200) return refuse({ kind: 'malformed', reason: `status ${status}` })
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(headers['content-type'] ?? ''))
    return refuse({ kind: 'malformed', reason: 'not application/json' })
  try {
    return ok({ value: JSON.parse(body) as unknown, maxAge: maxAgeOf(headers) })
  } catch {
    return refuse({ kind: 'malformed', reason: 'not JSON' })
  }
}

function maxAgeOf(headers: IncomingMessage['headers']): number | undefined {
  const control = headers['cache-control'] ?? ''
  if (/\bno-(?:store|cache)\b/i.test(control)) return 0
  const age = /\bmax-age\s*=\s*"?(\d{1,9})/i.exec(control)?.[1]
  return age === undefined ? undefined : Number(age)
}
