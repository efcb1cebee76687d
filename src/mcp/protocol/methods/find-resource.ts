import type { McpServer, ServedResource } from '../mcp-server.ts'

/** A resource that a URI names, and the arguments the URI holds, as text. */
export interface FoundResource {
  readonly served: ServedResource
  readonly texts: Readonly<Record<string, unknown>>
}

/** Finds the operation behind an address: one that is listed, else the first template that it fits. */
export function findResource(server: McpServer, uri: string): FoundResource | undefined {
  const listed = server.resources.get(uri)
  if (listed !== undefined) return { served: listed, texts: {} }
  for (const served of server.templates) {
    const { template } = served.resource
    const values = template?.uri.match(uri)
    if (template === undefined || values === undefined) continue
    const texts = Object.entries(values).map(([name, value]) => [
      template.argumentOf.get(name) ?? name,
      value,
    ])
    return { served, texts: Object.fromEntries(texts) as Record<string, unknown> }
  }
  return undefined
}
