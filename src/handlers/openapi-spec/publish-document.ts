type Json = Readonly<Record<string, unknown>>

/** Extensions that speak to the gateway, not to its callers. */
const ownExtension = /^x-(?:zuplo|sallyport)-/
const internal = 'x-internal'
const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'] as const

/**
 * A route file as its callers may read it: without what speaks to the gateway, without operations and schemas that are
 * `x-internal`, and with this gateway as its server.
 */
export function publishDocument(document: Json, origin: string): Json {
  const { paths, ...rest } = document
  const published = withoutServers(strip(rest) as Json)
  return { ...published, servers: [{ url: origin }], paths: publishPaths(paths) }
}

function publishPaths(paths: unknown): Json {
  if (!isObject(paths)) return {}
  const kept = Object.entries(paths).flatMap(([path, item]) => {
    if (!isObject(item) || item[internal] === true) return []
    const shown = publishPathItem(item)
    return methods.some((method) => shown[method] !== undefined) ? [[path, shown] as const] : []
  })
  return Object.fromEntries(kept)
}

function publishPathItem(item: Json): Json {
  const kept = Object.entries(item).filter(([, value]) => !isObject(value) || value[internal] !== true)
  const shown = withoutServers(strip(Object.fromEntries(kept)) as Json)
  return Object.fromEntries(
    Object.entries(shown).map(([name, value]) => [name, isObject(value) ? withoutServers(value) : value]),
  )
}

/** Servers of a path or an operation say where the upstream is. */
function withoutServers({ servers: _servers, ...rest }: Json): Json {
  return rest
}

function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip)
  if (!isObject(value)) return value
  const kept = Object.entries(value).filter(([name]) => !ownExtension.test(name))
  return Object.fromEntries(kept.map(([name, member]) => [name, strip(member)]))
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
