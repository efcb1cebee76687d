import ipaddr from 'ipaddr.js'

/** Tells whether an address is in a list. */
export type AddressList = (address: string) => boolean

/** True for an address or a block of addresses, version 4 or 6. */
export function isAddressEntry(entry: string): boolean {
  return ipaddr.isValidCIDR(entry) || isAddress(entry)
}

/** True for an address as it is written in full: the short forms of version 4 (`10.1`) have surprised too many. */
export function isAddress(text: string): boolean {
  return ipaddr.isValid(text) && (text.includes(':') || ipaddr.IPv4.isValidFourPartDecimal(text))
}

/** Compiles addresses and CIDR blocks. */
export function compileAddressList(entries: readonly string[]): AddressList {
  const blocks = entries.map(readBlock)
  return (text) => {
    if (!isAddress(text)) return false
    // An IPv4 caller of a socket for both versions is the same caller.
    const address = ipaddr.process(text)
    return blocks.some(([base, bits]) => address.kind() === base.kind() && address.match(base, bits))
  }
}

function readBlock(entry: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  if (!ipaddr.isValidCIDR(entry)) {
    const address = ipaddr.process(entry)
    return [address, address.kind() === 'ipv4' ? 32 : 128]
  }
  const [base, bits] = ipaddr.parseCIDR(entry)
  // A block within ::ffff:0:0/96 means the IPv4 callers that it maps.
  return base instanceof ipaddr.IPv6 && base.isIPv4MappedAddress() && bits >= 96
    ? [base.toIPv4Address(), bits - 96]
    : [base, bits]
}
