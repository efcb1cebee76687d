/** How the outside world names this gateway; see `createPublicOrigin`. */
export interface PublicOrigin {
  /** The one spelling used for printed lines, `SALLYPORT_PUBLIC_URL` and the issuer of the embedded server. */
  readonly canonical: string
  /**
   * The origin a request was sent to: the canonical one, or, while bound to loopback without a configured public URL,
   * the loopback spelling in its Host header. Undefined when the Host header names something else while bound to loopback.
   */
  of(host: string | undefined): string | undefined
  /** Every spelling that means this gateway. */
  readonly spellings: readonly string[]
}

const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'] as const

/** Where a gateway listens and what it was told about its public name. */
export interface PublicOriginInput {
  /** `--public-url` or `SALLYPORT_PUBLIC_URL`: an http(s) origin. */
  readonly configured: string | undefined
  /** Address the gateway listens on. */
  readonly boundAddress: string
  readonly port: number
  /** Other names that clients may call it by while it listens on loopback, such as `host.docker.internal`; with a port, or its own. */
  readonly allowedHosts?: readonly string[]
}

/** True for the names and addresses that mean this machine. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host)
}

/** The public origin of a gateway; undefined when it is bound beyond loopback and nobody said how it is called. */
export function createPublicOrigin(input: PublicOriginInput): PublicOrigin | undefined {
  if (input.configured !== undefined) return fixedOrigin(input)
  if (!isLoopbackHost(input.boundAddress)) return undefined
  return loopbackOrigin(input)
}

function fixedOrigin(input: PublicOriginInput): PublicOrigin {
  const canonical = new URL(input.configured ?? '').origin
  if (!isLoopbackHost(input.boundAddress)) return { canonical, of: () => canonical, spellings: [canonical] }
  const byHost = hostTable([canonical, ...loopbackSpellings(input.port), ...allowedOrigins(input)])
  // Bound to loopback, a foreign Host header is DNS rebinding; a proxy in front may send the public name or the local one.
  return {
    canonical,
    of: (host) => (host !== undefined && byHost.has(host.toLowerCase()) ? canonical : undefined),
    spellings: [canonical],
  }
}

function loopbackOrigin(input: PublicOriginInput): PublicOrigin {
  const { boundAddress, port } = input
  // The address listened on is the one spelling that is sure to be reached: [::1] does not answer for 127.0.0.1.
  const canonical = originAt(boundAddress, port)
  const spellings = [...new Set([canonical, ...loopbackSpellings(port), ...allowedOrigins(input)])]
  const byHost = hostTable(spellings)
  return {
    canonical,
    spellings,
    of: (host) => (host === undefined ? canonical : (byHost.get(host) ?? byHost.get(host.toLowerCase()))),
  }
}

function loopbackSpellings(port: number): readonly string[] {
  return loopbackNames.map((name) => originAt(name, port))
}

function allowedOrigins({ allowedHosts = [], port }: PublicOriginInput): readonly string[] {
  return allowedHosts.map((host) => new URL(`http://${/:\d+$/.test(host) ? host : `${host}:${port}`}`).origin)
}

/** True for the name of a host, with or without a port, as a Host header has it; no pattern. */
export function isHostName(text: string): boolean {
  return /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i.test(text)
}

/** An http origin as clients spell it: IPv6 in brackets, port 80 unsaid. */
function originAt(address: string, port: number): string {
  const host = address.includes(':') && !address.startsWith('[') ? `[${address}]` : address
  return new URL(`http://${host}:${port}`).origin
}

function hostTable(origins: readonly string[]): Map<string, string> {
  return new Map(origins.map((origin) => [new URL(origin).host, origin]))
}
