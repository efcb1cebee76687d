import ipaddr from 'ipaddr.js'

/** Where an address lies, as far as a request to a stranger's URL may care. */
export type AddressPlace = 'public' | 'loopback' | 'other'

/**
 * Where an IP address lies. Public is what the Internet routes and nothing else: private, link-local, carrier, multicast
 * and reserved ranges are not, nor are the IPv6 ranges that lead to an IPv4 address (6to4, Teredo, NAT64), and an IPv4
 * address inside an IPv6 one is judged as what it is.
 */
export function placeOf(address: string): AddressPlace {
  if (!ipaddr.isValid(address)) return 'other'
  const range = ipaddr.process(address).range()
  if (range === 'unicast') return 'public'
  return range === 'loopback' ? 'loopback' : 'other'
}
