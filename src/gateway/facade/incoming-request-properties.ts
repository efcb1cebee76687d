import type { Exchange } from '../exchange.ts'
import { readProxyHeader } from '../proxy-header.ts'

/** What the edge in front of the gateway says of a connection; any of it may be missing. */
export interface IncomingRequestProperties {
  /** Number of the autonomous system. */
  readonly asn: number | undefined
  readonly asOrganization: string | undefined
  readonly city: string | undefined
  /** Two letters. */
  readonly continent: string | undefined
  /** ISO 3166-1, two letters. */
  readonly country: string | undefined
  readonly latitude: string | undefined
  readonly longitude: string | undefined
  /** Place of the edge that took the request, such as `FRA`. */
  readonly colo: string | undefined
  readonly postalCode: string | undefined
  readonly httpProtocol: string | undefined
  readonly metroCode: string | undefined
  /** Name of the region. */
  readonly region: string | undefined
  /** ISO 3166-2 without the country. */
  readonly regionCode: string | undefined
  /** Name of the time zone, such as `Europe/Berlin`. */
  readonly timezone: string | undefined
  /** The certificate of the client as the proxy passes it on (RFC 9440). */
  readonly clientCert: string | undefined
  readonly clientMtlsVerificationStatus: string | undefined
  readonly clientMtlsVerificationReason: string | undefined
}

type Member = keyof IncomingRequestProperties

/** Headers of well-known edges, after `x-incoming-<member>`, which any proxy can be told to write. */
const edgeHeaders: Readonly<Record<Member, readonly string[]>> = {
  asn: ['cloudfront-viewer-asn', 'x-vercel-ip-as-number'],
  asOrganization: [],
  city: ['cf-ipcity', 'cloudfront-viewer-city', 'x-vercel-ip-city'],
  continent: ['cf-ipcontinent', 'x-vercel-ip-continent'],
  country: ['cf-ipcountry', 'cloudfront-viewer-country', 'x-vercel-ip-country'],
  latitude: ['cf-iplatitude', 'cloudfront-viewer-latitude', 'x-vercel-ip-latitude'],
  longitude: ['cf-iplongitude', 'cloudfront-viewer-longitude', 'x-vercel-ip-longitude'],
  colo: [],
  postalCode: ['cf-postal-code', 'cloudfront-viewer-postal-code', 'x-vercel-ip-postal-code'],
  httpProtocol: ['cloudfront-viewer-http-version'],
  metroCode: ['cf-metro-code', 'cloudfront-viewer-metro-code'],
  region: ['cf-region', 'cloudfront-viewer-country-region-name'],
  regionCode: ['cf-region-code', 'cloudfront-viewer-country-region', 'x-vercel-ip-country-region'],
  timezone: ['cf-timezone', 'cloudfront-viewer-time-zone', 'x-vercel-ip-timezone'],
  clientCert: ['client-cert'],
  clientMtlsVerificationStatus: [],
  clientMtlsVerificationReason: [],
}

const members = Object.keys(edgeHeaders) as Member[]

/** Names of headers by member, in the order they are looked for. */
const headersOf: readonly (readonly [Member, readonly string[]])[] = members.map((member) => [
  member,
  [
    `x-incoming-${member.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    ...edgeHeaders[member],
  ],
])

/** Names of places and companies have commas of their own; of all else the last value counts, which the proxy added. */
const freeText: ReadonlySet<Member> = new Set<Member>([
  'asOrganization',
  'city',
  'region',
  'clientMtlsVerificationReason',
])

/** What a trusted proxy says of the connection; anyone else can write a header too, and is not believed. */
export function readIncomingRequestProperties(exchange: Exchange): IncomingRequestProperties {
  const said = Object.fromEntries(
    headersOf.map(([member, names]) => [member, firstOf(names, exchange, freeText.has(member))]),
  ) as Record<Member, string | undefined>
  const asn = Number(said.asn?.replace(/^AS/i, ''))
  return { ...said, asn: Number.isSafeInteger(asn) && asn > 0 ? asn : undefined }
}

function firstOf(names: readonly string[], exchange: Exchange, isFreeText: boolean): string | undefined {
  for (const name of names) {
    const value = readProxyHeader(exchange, name)
    const said = (isFreeText ? value : value?.split(',').at(-1))?.trim()
    if (said !== undefined && said !== '') return said
  }
  return undefined
}
