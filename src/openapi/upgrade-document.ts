import { isJsonObject, type JsonObject } from './json-object.ts'
import { resolveObject } from './resolve-reference.ts'
import { upgradeBody } from './upgrade-body.ts'
import { upgradeParameter } from './upgrade-parameter.ts'

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch']

/**
 * Turns a Swagger 2.0 document into OpenAPI 3.0; other documents stay as they are. Paths, methods and `definitions` keep
 * their place, so that places in the file and references to definitions go on working; what schemas say differently is
 * upgraded where they are compiled.
 */
export function upgradeDocument(document: JsonObject): JsonObject {
  const { swagger, ...rest } = document
  if (!String(swagger).startsWith('2') || !isJsonObject(document['paths'])) return document
  const paths = Object.entries(document['paths']).map(
    ([path, item]) => [path, upgradePathItem(document, item)] as const,
  )
  return { openapi: '3.0.4', ...rest, servers: serversOf(document), paths: Object.fromEntries(paths) }
}

function serversOf({ host, basePath, schemes }: JsonObject): readonly JsonObject[] {
  const path = typeof basePath === 'string' ? basePath : ''
  if (typeof host !== 'string') return [{ url: path === '' ? '/' : path }]
  const given = Array.isArray(schemes)
    ? schemes.filter((scheme) => ['https', 'http'].includes(String(scheme)))
    : []
  // Without schemes the document says only: as it was served.
  const names = given.length === 0 ? ['https'] : given.sort().reverse()
  return names.map((scheme) => ({ url: `${String(scheme)}://${host}${path}` }))
}

function upgradePathItem(document: JsonObject, written: unknown): unknown {
  const item = resolveObject(document, written)
  if (item === undefined) return written
  const shared = resolveAll(document, item['parameters'])
  const upgraded: Record<string, unknown> = { ...item }
  if (shared.length > 0) upgraded['parameters'] = upgradeAll(shared)
  for (const method of methods) {
    const operation = item[method]
    if (isJsonObject(operation))
      upgraded[method] = upgradeOperation(document, operation, shared.filter(isOfBody))
  }
  return upgraded
}

function upgradeOperation(
  document: JsonObject,
  operation: JsonObject,
  sharedBody: readonly JsonObject[],
): JsonObject {
  const { consumes, produces, parameters, responses, ...rest } = operation
  const own = resolveAll(document, parameters)
  const ownBody = own.filter(isOfBody)
  const requestBody = upgradeBody(
    ownBody.length === 0 ? sharedBody : ownBody,
    typesOf(consumes ?? document['consumes'], []),
  )
  return {
    ...rest,
    ...(own.length === 0 ? {} : { parameters: upgradeAll(own) }),
    ...(requestBody === undefined ? {} : { requestBody }),
    responses: upgradeResponses(
      document,
      responses,
      typesOf(produces ?? document['produces'], ['application/json']),
    ),
  }
}

/** Parameters with their references resolved; one that cannot be stays as it is, to be reported later. */
function resolveAll(document: JsonObject, list: unknown): readonly JsonObject[] {
  if (!Array.isArray(list)) return []
  return list.map((entry: unknown) => resolveObject(document, entry) ?? entry).filter(isJsonObject)
}

function isOfBody(parameter: JsonObject): boolean {
  return parameter['in'] === 'body' || parameter['in'] === 'formData'
}

function upgradeAll(parameters: readonly JsonObject[]): readonly JsonObject[] {
  return parameters.filter((parameter) => !isOfBody(parameter)).map(upgradeParameter)
}

function typesOf(value: unknown, byDefault: readonly string[]): readonly string[] {
  const types = Array.isArray(value) ? value.filter((type) => typeof type === 'string') : []
  return types.length === 0 ? byDefault : types
}

function upgradeResponses(document: JsonObject, responses: unknown, types: readonly string[]): unknown {
  if (!isJsonObject(responses)) return responses
  const upgraded = Object.entries(responses).map(([status, entry]) => {
    const response = resolveObject(document, entry)
    if (response?.['schema'] === undefined) return [status, response ?? entry] as const
    const { schema, ...rest } = response
    return [
      status,
      { ...rest, content: Object.fromEntries(types.map((type) => [type, { schema }])) },
    ] as const
  })
  return Object.fromEntries(upgraded)
}
