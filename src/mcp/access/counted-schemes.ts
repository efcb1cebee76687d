import { isJsonObject, type JsonObject } from '../../openapi/json-object.ts'
import { resolveObject } from '../../openapi/resolve-reference.ts'

/**
 * Whose scopes a document speaks of. Public documents name the scopes of their upstream's own issuer, which no caller of
 * ours can have: a scheme counts when it was named, or when it belongs to an issuer whose tokens are accepted here.
 */
export class CountedSchemes {
  private readonly named: ReadonlySet<string> | undefined
  private readonly issuers: readonly string[]
  private readonly known = new WeakMap<JsonObject, Map<string, boolean>>()

  /** `named`: as the options list them; undefined = by issuer. `issuers`: in every spelling. */
  constructor(named: readonly string[] | undefined, issuers: readonly string[]) {
    this.named = named === undefined ? undefined : new Set(named)
    this.issuers = issuers.map((issuer) => issuer.replace(/\/$/, ''))
  }

  /** True when callers must have the scopes that operations of the document demand of a scheme. */
  counts(document: JsonObject, name: string): boolean {
    if (this.named !== undefined) return this.named.has(name)
    const known = this.known.get(document) ?? new Map<string, boolean>()
    this.known.set(document, known)
    const counted = known.get(name) ?? this.isOurs(schemeOf(document, name))
    known.set(name, counted)
    return counted
  }

  /** True when somebody decided by name, so that nothing need be said of the others. */
  get areNamed(): boolean {
    return this.named !== undefined
  }

  private isOurs(scheme: JsonObject | undefined): boolean {
    return urlsOf(scheme).some((url) =>
      this.issuers.some((issuer) => url === issuer || url.startsWith(`${issuer}/`)),
    )
  }
}

/** A security scheme of a document; a Swagger 2.0 document has them in a place of their own, and keeps them there. */
export function schemeOf(document: JsonObject, name: string): JsonObject | undefined {
  const { components, securityDefinitions } = document
  const schemes = isJsonObject(components) ? components['securitySchemes'] : securityDefinitions
  if (!isJsonObject(schemes) || !Object.hasOwn(schemes, name)) return undefined
  return resolveObject(document, schemes[name])
}

/** Every URL by which a scheme names its authorization server. */
function urlsOf(scheme: JsonObject | undefined): readonly string[] {
  if (scheme === undefined) return []
  const { flows } = scheme
  const found = [scheme['openIdConnectUrl'], scheme['oauth2MetadataUrl']]
  // Swagger 2.0 has the one flow in the scheme itself.
  for (const flow of [scheme, ...(isJsonObject(flows) ? Object.values(flows) : [])])
    if (isJsonObject(flow)) found.push(flow['authorizationUrl'], flow['tokenUrl'])
  return found.filter((url) => typeof url === 'string')
}
