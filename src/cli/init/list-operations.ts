import { isJsonObject, type JsonObject } from '../../openapi/json-object.ts'
import { upgradeDocument } from '../../openapi/upgrade-document.ts'
import { resolveObject } from '../../openapi/resolve-reference.ts'

/** An operation of a document, as somebody chooses it. */
export interface ListedOperation {
  /** Upper case. */
  readonly method: string
  readonly path: string
  readonly operationId: string | undefined
  readonly summary: string
  readonly tags: readonly string[]
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'query']

/** The operations of an OpenAPI document, in its order. */
export function listOperations(document: JsonObject): readonly ListedOperation[] {
  const { paths } = document
  if (!isJsonObject(paths)) return []
  return Object.entries(paths).flatMap(([path, written]) => {
    const item = path.startsWith('/') ? resolveObject(document, written) : undefined
    return methods.flatMap((method) => {
      const operation = item?.[method]
      return isJsonObject(operation) ? [describe(method.toUpperCase(), path, operation)] : []
    })
  })
}

function describe(method: string, path: string, operation: JsonObject): ListedOperation {
  const { operationId, summary, description, tags } = operation
  return {
    method,
    path,
    operationId: typeof operationId === 'string' ? operationId : undefined,
    summary: [summary, description].find((text) => typeof text === 'string') ?? '',
    tags: Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === 'string') : [],
  }
}

/** True for operations that change nothing (RFC 9110, 9.2.1). */
export function isReadOnly({ method }: ListedOperation): boolean {
  return ['GET', 'HEAD', 'OPTIONS', 'QUERY'].includes(method)
}

/** How an operation is called where it has no other name: `listPets`, or `GET /pets`. */
export function nameOf({ operationId, method, path }: ListedOperation): string {
  return operationId ?? `${method} ${path}`
}

/**
 * The URL of the first server of a document, its variables at their defaults; relative ones count from where the document
 * came from (OpenAPI 3.1, 4.8.5). Undefined when the document does not say.
 */
export function baseUrlOf(document: JsonObject, source: URL | undefined): string | undefined {
  const { servers } = upgradeDocument(document)
  const server: unknown = Array.isArray(servers) ? servers[0] : undefined
  const written = isJsonObject(server) && typeof server['url'] === 'string' ? fillIn(server) : '/'
  if (!URL.canParse(written, source)) return undefined
  const url = new URL(written, source)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined
  return url.origin + url.pathname.replace(/\/$/, '')
}

function fillIn({ url, variables }: JsonObject): string {
  return String(url).replaceAll(/\{([^}]*)\}/g, (whole, name: string) => {
    const variable = isJsonObject(variables) ? variables[name] : undefined
    const value = isJsonObject(variable) ? variable['default'] : undefined
    return typeof value === 'string' ? value : whole
  })
}
