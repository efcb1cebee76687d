import type { Exchange } from '../../../gateway/exchange.ts'
import { defineInboundPolicy, type PolicySetup } from '../../../gateway/policy.ts'
import { readProxyHeader } from '../../../gateway/proxy-header.ts'
import type { GeoPlace } from '../../../gateway/services.ts'
import { denyCaller } from '../../access/deny-caller.ts'
import { judgePlace } from './judge-place.ts'
import { geoFilterOptions, type GeoFilterOptions } from './options.ts'

/** Lets callers pass by where they are: as a trusted proxy says it, or a database of addresses. */
export const geoFilter = defineInboundPolicy({
  stage: 'inbound',
  exports: ['GeoFilterInboundPolicy'],
  policyTypes: ['geo-filter-inbound'],
  options: geoFilterOptions,
  create: (options, setup) => {
    const databases = openDatabases(options, setup)
    return {
      name: setup.name,
      handle: (exchange, context) => {
        const places = [
          readHeaders(options, exchange),
          ...databases.map((find) => find(exchange.clientAddress)),
        ]
        const problem = judgePlace(merge(places), options)
        return problem === undefined ? undefined : denyCaller(problem, exchange, context)
      },
    }
  },
})

type FindPlace = (address: string) => GeoPlace

function openDatabases(
  { databases }: GeoFilterOptions,
  { services, report }: PolicySetup,
): readonly FindPlace[] {
  return databases.flatMap((path, index) => {
    try {
      if (services.openGeoDatabase === undefined) throw new Error('this host has no files')
      return [services.openGeoDatabase(path)]
    } catch (error) {
      report({
        severity: 'error',
        code: 'SALLYPORT_CONFIG_GEO_DATABASE',
        path: ['databases', index],
        message: `The database cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
        hint: 'Name an .mmdb file that this process can read; the path counts from where it was started.',
      })
      return []
    }
  })
}

function readHeaders({ headers }: GeoFilterOptions, exchange: Exchange): GeoPlace {
  if (headers === undefined) return {}
  // Of several values, the last is the one that the nearest proxy added.
  const valueOf = (name: string | undefined): string | undefined =>
    name === undefined ? undefined : readProxyHeader(exchange, name)?.split(',').at(-1)?.trim() || undefined
  return {
    country: valueOf(headers.country),
    regionCode: valueOf(headers.regionCode),
    asn: valueOf(headers.asn)?.replace(/^AS/i, ''),
  }
}

/** Of each member the first that is known. */
function merge(places: readonly GeoPlace[]): GeoPlace {
  const first = (member: keyof GeoPlace): string | undefined =>
    places.map((place) => place[member]).find((value) => value !== undefined)
  return { country: first('country'), regionCode: first('regionCode'), asn: first('asn') }
}
