import type { JsonObject } from '../../openapi/json-object.ts'

/** True for a key of a document that tells the gateway what to do. */
export function isGatewayKey(key: string): boolean {
  return /^x-(?:zuplo|sallyport)(?:-|$)/.test(key)
}

/** The first key of a document that tells the gateway what to do, as a path such as `paths./pets.get.x-zuplo-route`. */
export function findGatewayKey(document: JsonObject): string | undefined {
  const seen = new Set<unknown>()
  const waiting: { readonly value: unknown; readonly path: readonly string[] }[] = [
    { value: document, path: [] },
  ]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, path } = next
    // An alias of YAML is one value in several places.
    if (typeof value !== 'object' || value === null || seen.has(value)) continue
    seen.add(value)
    for (const [key, inner] of Object.entries(value)) {
      if (!Array.isArray(value) && isGatewayKey(key)) return [...path, key].join('.')
      waiting.push({ value: inner, path: [...path, key] })
    }
  }
  return undefined
}
