import type { GeoPlace } from '../../../gateway/services.ts'
import type { GeoFilterOptions } from './options.ts'

const kinds = [
  ['country', 'countries'],
  ['regionCode', 'regionCodes'],
  ['asn', 'asns'],
] as const

/** Why a caller from a place may not pass; undefined when it may. */
export function judgePlace(
  place: GeoPlace,
  { allow, block, ignoreUnknown }: Pick<GeoFilterOptions, 'allow' | 'block' | 'ignoreUnknown'>,
): string | undefined {
  for (const [member, list] of kinds) {
    const allowed = allow?.[list]
    const blocked = block?.[list]
    if (allowed === undefined && blocked === undefined) continue
    const value = place[member]?.toUpperCase()
    if (value === undefined) {
      if (!ignoreUnknown) return `${member}: not known`
    } else if (blocked?.includes(value) === true || allowed?.includes(value) === false)
      return `${member}: ${value} is not allowed`
  }
  return undefined
}
