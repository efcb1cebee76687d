import ipaddr from 'ipaddr.js'

/** Whom an address counts for: who has one IPv6 address has 2^64 of them, so their whole network counts as one. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  return parsed instanceof ipaddr.IPv6 ? parsed.parts.slice(0, 4).join(':') : parsed.toString()
}
