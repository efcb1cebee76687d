import { toBase64 } from '../../foundation/base64.ts'
import type { Exchange, HeaderFields } from '../../gateway/exchange.ts'
import { isForwarded } from '../../gateway/forward-upstream.ts'
import type { AwsLambdaOptions } from './options.ts'

/** What a function gets of a request, as API Gateway writes it. */
export type LambdaEvent = Record<string, unknown>

/** What an event is built from beside the exchange. */
export interface EventInput {
  readonly exchange: Exchange
  /** Path as the route file writes it. */
  readonly routePath: string
  /** The body of the request; empty where there is none. */
  readonly body: Uint8Array
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** Makes the function that builds events in the format and style of the options. */
export function createEventBuilder(options: AwsLambdaOptions): (input: EventInput) => LambdaEvent {
  const isBinary = createMediaTypeTest(options.binaryMediaTypes)
  const build = options.payloadFormatVersion === '1.0' ? buildFirstFormat : buildSecondFormat
  return (input) => {
    const headers = eventHeaders(input.exchange)
    const resource = options.useAwsResourcePathStyle ? awsPathStyle(input.routePath) : input.routePath
    return build(input, headers, resource, encodeBody(input.body, headers['content-type'], isBinary))
  }
}

interface EventBody {
  readonly body: string | undefined
  readonly isBase64Encoded: boolean
}

function buildFirstFormat(
  { exchange, now }: EventInput,
  headers: HeaderFields,
  resource: string,
  { body = null, isBase64Encoded }: Omit<EventBody, 'body'> & { readonly body?: string | null | undefined },
): LambdaEvent {
  const { method, path, user } = exchange
  const query = queryOf(exchange)
  return {
    version: '1.0',
    resource,
    path,
    httpMethod: method,
    headers,
    multiValueHeaders: mapValues(headers, (value) => [value]),
    // Of values that were given twice the last one counts here; the other member has them all.
    queryStringParameters: orNull(mapValues(query, (values) => values.at(-1))),
    multiValueQueryStringParameters: orNull(query),
    pathParameters: orNull(exchange.params),
    stageVariables: null,
    requestContext: {
      requestId: exchange.requestId,
      resourcePath: resource,
      httpMethod: method,
      path,
      protocol: 'HTTP/1.1',
      stage: '$default',
      domainName: new URL(exchange.origin).hostname,
      requestTimeEpoch: now,
      requestTime: clfTime(now),
      identity: { sourceIp: exchange.clientAddress, userAgent: headers['user-agent'] ?? null },
      ...(user === undefined ? {} : { authorizer: { principalId: user.sub, claims: user.data } }),
    },
    body,
    isBase64Encoded,
  }
}

function buildSecondFormat(
  { exchange, now }: EventInput,
  { cookie, ...headers }: HeaderFields,
  resource: string,
  { body, isBase64Encoded }: EventBody,
): LambdaEvent {
  const { method, path, search, params, user } = exchange
  const routeKey = `${method} ${resource}`
  const query = mapValues(queryOf(exchange), (values) => values.join(','))
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: search.slice(1),
    ...(cookie === undefined ? {} : { cookies: cookie.split(/; ?/) }),
    headers,
    ...(isEmpty(query) ? {} : { queryStringParameters: query }),
    ...(isEmpty(params) ? {} : { pathParameters: params }),
    requestContext: {
      requestId: exchange.requestId,
      routeKey,
      stage: '$default',
      domainName: new URL(exchange.origin).hostname,
      time: clfTime(now),
      timeEpoch: now,
      http: {
        method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: exchange.clientAddress,
        userAgent: headers['user-agent'] ?? '',
      },
      ...(user === undefined ? {} : { authorizer: { jwt: { claims: user.data, scopes: null } } }),
    },
    ...(body === undefined ? {} : { body }),
    isBase64Encoded,
  }
}

function eventHeaders({ headers, origin }: Exchange): HeaderFields {
  const kept = Object.entries(headers).filter(([name]) => isForwarded(name))
  return { ...Object.fromEntries(kept), host: new URL(origin).host }
}

function encodeBody(
  bytes: Uint8Array,
  contentType: string | undefined,
  isBinary: (contentType: string) => boolean,
): EventBody {
  if (bytes.byteLength === 0) return { body: undefined, isBase64Encoded: false }
  if (contentType === undefined || !isBinary(contentType)) {
    try {
      return { body: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isBase64Encoded: false }
    } catch {
      // A text would lose bytes.
    }
  }
  return { body: toBase64(bytes), isBase64Encoded: true }
}

function createMediaTypeTest(patterns: readonly string[]): (contentType: string) => boolean {
  const wanted = patterns.map((pattern) => pattern.toLowerCase().split('/'))
  return (contentType) => {
    const [type, subtype] = (contentType.split(';')[0] ?? '').trim().toLowerCase().split('/')
    return wanted.some(([a, b]) => (a === '*' || a === type) && (b === '*' || b === subtype))
  }
}

/** `/books/:id` and `/books/{id}` are `/books/{id}`; what stands for the rest of a path is `{proxy+}`. */
function awsPathStyle(path: string): string {
  return path.replace(/:(\w+)(?:\([^)]*\))?/g, '{$1}').replace(/\/(?:\(\.\*\)|\*)/g, '/{proxy+}')
}

function queryOf({ search }: Exchange): Record<string, string[]> {
  const query: Record<string, string[]> = Object.create(null) as Record<string, string[]>
  for (const [name, value] of new URLSearchParams(search)) (query[name] ??= []).push(value)
  return query
}

function mapValues<From, To>(record: Record<string, From>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]))
}

function isEmpty(record: object): boolean {
  return Object.keys(record).length === 0
}

function orNull<Value extends object>(record: Value): Value | null {
  return isEmpty(record) ? null : record
}

/** `02/Jan/2026:03:04:05 +0000`, as the log format of web servers has it. */
function clfTime(now: number): string {
  const [, day = '', month = '', year = '', time = ''] = new Date(now).toUTCString().split(' ')
  return `${day}/${month}/${year}:${time} +0000`
}
