import * as z from 'zod'
import { isAddressEntry } from './address-list.ts'

const entry = z
  .string()
  .refine(
    (text) => !text.startsWith('list:'),
    'names a list whose owner keeps it; write the CIDR blocks that its owner publishes',
  )
  .refine(
    (text) => text.startsWith('list:') || isAddressEntry(text),
    'must be an IPv4 or IPv6 address or CIDR block, such as 192.0.2.0/24',
  )

const entries = z.array(entry).max(10_000)

/** Options of the policy. */
export const ipAddressRestrictionOptions = z
  .object({
    allow: entries
      .optional()
      .describe(
        'Addresses and CIDR blocks that may call; others may not, nor callers whose address is unknown. Default: everyone.',
      ),
    deny: entries
      .optional()
      .describe('Addresses and CIDR blocks that may not call, also those of allow. Default: none.'),
    allowedIpAddresses: entries.optional().describe('Older name of allow. Default: none.'),
    blockedIpAddresses: entries.optional().describe('Older name of deny. Default: none.'),
  })
  .refine(
    (options) => Object.values(options).some((list) => list !== undefined),
    'says neither who may call nor who may not',
  )
