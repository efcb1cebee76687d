import * as z from 'zod'
import { fieldName } from '../../bearer/options.ts'

const list = z
  .string()
  .transform((text) =>
    text.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim().toUpperCase()])),
  )

const places = z.object({
  countries: list
    .optional()
    .describe('Countries (ISO 3166-1, two letters), with commas. Default: not judged.'),
  regionCodes: list
    .optional()
    .describe('Regions (ISO 3166-2 without the country), with commas. Default: not judged.'),
  asns: list.optional().describe('Numbers of autonomous systems, with commas. Default: not judged.'),
})

/** Options of the policy. */
export const geoFilterOptions = z
  .object({
    allow: places.optional().describe('Places that may call, and no others. Default: all.'),
    block: places.optional().describe('Places that may not call. Default: none.'),
    ignoreUnknown: z
      .boolean()
      .default(true)
      .describe('Lets callers pass whose place is not known. Default: true.'),
    headers: z
      .object({
        country: fieldName.optional().describe('Header with the country. Default: none.'),
        regionCode: fieldName.optional().describe('Header with the region. Default: none.'),
        asn: fieldName.optional().describe('Header with the autonomous system. Default: none.'),
      })
      .optional()
      .describe(
        'Headers in which a proxy says where the caller is, such as { "country": "CF-IPCountry" }. Believed from trustedProxies only. Default: none.',
      ),
    databases: z
      .array(z.string().min(1))
      .max(5)
      .default([])
      .describe('Paths of MaxMind database files (.mmdb) of countries, cities or ASNs. Default: none.'),
  })
  .refine(
    ({ headers, databases }) => headers !== undefined || databases.length > 0,
    'names neither headers nor databases, so no place would be known',
  )

/** Checked options of the policy. */
export type GeoFilterOptions = z.infer<typeof geoFilterOptions>
