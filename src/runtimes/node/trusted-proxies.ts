import { BlockList, isIP } from 'node:net'
import type { IncomingMessage } from 'node:http'

/** Tells whose `X-Forwarded-*` headers count. */
export interface TrustedProxies {
  trusts(address: string | undefined): boolean
}

/** Compiles addresses and CIDR blocks; an entry that is neither is an error. */
export function compileTrustedProxies(entries: readonly string[]): TrustedProxies {
  if (entries.length === 0) return { trusts: () => false }
  const list = new BlockList()
  for (const entry of entries) addEntry(list, entry)
  return {
    trusts: (address) => {
      if (address === undefined) return false
      const plain = address.startsWith('::ffff:') ? address.slice(7) : address
      const version = isIP(plain)
      // Proxies also write `unknown` or an address with a port, which is nobody to trust.
      return version !== 0 && list.check(plain, version === 6 ? 'ipv6' : 'ipv4')
    },
  }
}

function addEntry(list: BlockList, entry: string): void {
  const [address = '', bits, more] = entry.split('/')
  const version = isIP(address)
  const most = version === 6 ? 128 : 32
  const isBlock = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most)
  // `10.0.0.0/` must not become the block of every address there is.
  if (version === 0 || !isBlock || more !== undefined)
    throw new Error(`trustedProxies: "${entry}" is neither an address nor a CIDR block.`)
  const family = version === 6 ? 'ipv6' : 'ipv4'
  if (bits === undefined) list.addAddress(address, family)
  else list.addSubnet(address, Number(bits), family)
}

/** What trusted proxies say of the client: its address and, when they name it, the origin it asked for. */
export interface ForwardedClient {
  readonly address: string
  readonly origin: string | undefined
  /** True when the connection is a trusted proxy's. */
  readonly isBehindProxy: boolean
}

/** The client behind any trusted proxies; the nearest address that is not trusted is the client's. */
export function readForwardedClient(request: IncomingMessage, proxies: TrustedProxies): ForwardedClient {
  const peer = request.socket.remoteAddress ?? ''
  if (!proxies.trusts(peer)) return { address: peer, origin: undefined, isBehindProxy: false }
  const chain = (headerOf(request, 'x-forwarded-for') ?? '').split(',').map((part) => part.trim())
  const client = chain.findLast((address) => address !== '' && !proxies.trusts(address))
  return { address: client ?? peer, origin: forwardedOrigin(request), isBehindProxy: true }
}

function forwardedOrigin(request: IncomingMessage): string | undefined {
  const host = lastPart(headerOf(request, 'x-forwarded-host'))
  const protocol = lastPart(headerOf(request, 'x-forwarded-proto'))
  if (host === undefined || !/^[\w.[\]:-]+$/.test(host) || (protocol !== 'https' && protocol !== 'http'))
    return undefined
  return `${protocol}://${host.toLowerCase()}`
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value.join(',') : value
}

function lastPart(list: string | undefined): string | undefined {
  return list?.split(',').at(-1)?.trim()
}
