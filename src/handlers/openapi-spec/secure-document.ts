import type { HandlerSetup } from '../../gateway/handler.ts'
import type { CallerSecurity, InboundPolicy } from '../../gateway/policy.ts'

type Json = Readonly<Record<string, unknown>>
type Scheme = CallerSecurity['scheme']
/** OpenAPI 3.1, security requirement object: every scheme of it must be had. */
type Requirement = Readonly<Record<string, readonly string[]>>

/** An operation of the document, and what guards it. */
export interface GuardedOperation {
  readonly route: Pick<HandlerSetup['route'], 'path' | 'method' | 'operation' | 'pathItem'>
  readonly inbound: readonly Pick<InboundPolicy, 'security' | 'demandsUser'>[]
}

/**
 * A document that says of each operation how callers sign in, by the policies of its route. What an operation or the whole
 * document says under `security` itself stays as it is, and so does a Swagger 2.0 document.
 */
export function secureDocument(document: Json, operations: readonly GuardedOperation[]): Json {
  if (document['swagger'] !== undefined || document['security'] !== undefined) return document
  const components = objectAt(document, 'components')
  const schemes = new SchemeNames(objectAt(components, 'securitySchemes'))
  const paths: Record<string, unknown> = { ...objectAt(document, 'paths') }
  for (const { route, inbound } of operations) {
    if (route.operation['security'] !== undefined || isInternal(route)) continue
    const method = route.method.toLowerCase()
    const item = objectAt(paths, route.path)
    const security = requirementsOf(inbound, schemes)
    if (security === undefined || item[method] === undefined) continue
    paths[route.path] = { ...item, [method]: { ...objectAt(item, method), security } }
  }
  if (!schemes.hasAdded) return { ...document, paths }
  return { ...document, paths, components: { ...components, securitySchemes: schemes.all } }
}

/** Any of the answered requirements lets a caller in; undefined where no policy says how. */
function requirementsOf(
  inbound: GuardedOperation['inbound'],
  schemes: SchemeNames,
): readonly Requirement[] | undefined {
  const said = inbound.flatMap(({ security }) => security ?? [])
  if (said.length === 0) return undefined
  const always = Object.fromEntries(
    said.filter(({ isOptional }) => !isOptional).map(({ scheme }) => [schemes.nameOf(scheme), []]),
  )
  const alternatives = said
    .filter(({ isOptional }) => isOptional)
    .map(({ scheme }) => ({ ...always, [schemes.nameOf(scheme)]: [] }))
  if (alternatives.length === 0) return [always]
  const needsOne = Object.keys(always).length === 0 && inbound.some(({ demandsUser }) => demandsUser)
  return needsOne ? alternatives : [...alternatives, always]
}

/** Names of schemes: that of the same one in the document, else a free one. */
class SchemeNames {
  readonly all: Record<string, unknown>
  hasAdded = false

  constructor(own: Json) {
    this.all = { ...own }
  }

  nameOf(scheme: Scheme): string {
    const known = Object.entries(this.all).find(([, other]) => isSame(other, scheme))
    if (known !== undefined) return known[0]
    const base = scheme['type'] === 'http' ? (scheme['scheme'] ?? '') : (scheme['type'] ?? '')
    let name = base
    for (let count = 2; this.all[name] !== undefined; count += 1) name = `${base}${count}`
    this.all[name] = scheme
    this.hasAdded = true
    return name
  }
}

/** Descriptions say nothing that a client has to do, but where they are all there is. */
function isSame(other: unknown, scheme: Scheme): boolean {
  if (typeof other !== 'object' || other === null) return false
  const theirs = other as Json
  return Object.entries(scheme).every(
    ([key, value]) =>
      theirs[key] === value ||
      // HTTP authentication schemes and field names have no case (RFC 9110 sections 11.1 and 5.1).
      ((key === 'scheme' || key === 'name') && String(theirs[key]).toLowerCase() === value.toLowerCase()),
  )
}

function isInternal({ operation, pathItem }: GuardedOperation['route']): boolean {
  return operation['x-internal'] === true || pathItem['x-internal'] === true
}

function objectAt(value: Json, key: string): Json {
  const member = value[key]
  return typeof member === 'object' && member !== null && !Array.isArray(member) ? (member as Json) : {}
}
