import ipaddr from 'ipaddr.js'

/**
 * The network a caller is counted as: an IPv4 address as it is, of an IPv6 address the first 64 bits. The rest of them is
 * the caller's own to choose (RFC 8981), and would be a new caller with every request.
 */
export function networkOf(address: string): string {
  if (!address.includes(':') || !ipaddr.isValid(address)) return address
  // An IPv4 caller of a socket for both versions is the same caller.
  const parsed = ipaddr.process(address)
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString()
  return `${new ipaddr.IPv6([...parsed.parts.slice(0, 4), 0, 0, 0, 0]).toString()}/64`
}

/** True for the address of this machine, whatever its spelling. */
export function isLoopback(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback'
}
