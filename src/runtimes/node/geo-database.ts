import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { Reader, type Response } from 'mmdb-lib'
import type { GeoPlace } from '../../gateway/services.ts'

/** The members of the records of country, city and ASN databases that are read. */
interface GeoRecord {
  readonly country?: { readonly iso_code?: string }
  readonly subdivisions?: readonly { readonly iso_code?: string }[]
  readonly autonomous_system_number?: number
}

/** Opens a MaxMind database file, read into memory at once; throws when it is none. */
export function openGeoDatabase(path: string): (address: string) => GeoPlace {
  const reader = new Reader<Response>(readFileSync(path))
  return (address) => {
    const plain = address.startsWith('::ffff:') ? address.slice(7) : address
    // The library takes a text that is no address for 0.0.0.0.
    const record = isIP(plain) === 0 ? undefined : (reader.get(plain) as GeoRecord | null)
    const asn = record?.autonomous_system_number
    return {
      country: record?.country?.iso_code,
      regionCode: record?.subdivisions?.[0]?.iso_code,
      asn: asn === undefined ? undefined : String(asn),
    }
  }
}
