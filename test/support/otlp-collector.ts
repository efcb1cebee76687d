import type { IncomingHttpHeaders } from 'node:http'
import { startUpstream } from './loopback-upstream.ts'

/** A span as it came over the wire, attributes as plain values. */
export interface CollectedSpan {
  readonly name: string
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string | undefined
  /** `SpanKind` of OTLP: 1 internal, 2 server, 3 client. */
  readonly kind: number
  /** 0 unset, 2 error. */
  readonly status: number
  readonly attributes: Readonly<Record<string, unknown>>
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[]
  readonly resource: Readonly<Record<string, unknown>>
}

/** A record of the log as it came over the wire. */
export interface CollectedRecord {
  readonly body: unknown
  readonly traceId: string | undefined
  readonly attributes: Readonly<Record<string, unknown>>
}

/** A histogram as it came over the wire, one for each set of attributes. */
export interface CollectedPoint {
  readonly name: string
  readonly unit: string
  readonly count: number
  readonly sum: number
  readonly bounds: readonly number[]
  readonly attributes: Readonly<Record<string, unknown>>
}

/** An OpenTelemetry collector on a free loopback port: takes OTLP in JSON at `/v1/traces`, `/v1/logs`, `/v1/metrics`. */
export interface OtlpCollector {
  readonly url: string
  readonly spans: CollectedSpan[]
  readonly records: CollectedRecord[]
  readonly points: CollectedPoint[]
  /** Headers and text of every request. */
  readonly requests: { readonly headers: IncomingHttpHeaders; readonly text: string }[]
  /** Answers this status from now on. */
  answer(status: number): void
  close(): Promise<void>
}

/** Starts a collector. */
export async function startCollector(): Promise<OtlpCollector> {
  const spans: CollectedSpan[] = []
  const records: CollectedRecord[] = []
  const points: CollectedPoint[] = []
  const requests: OtlpCollector['requests'] = []
  let status = 200
  const server = await startUpstream((request, response, text) => {
    requests.push({ headers: request.headers, text })
    const body = JSON.parse(text) as OtlpBody
    if (status === 200) {
      for (const group of body.resourceSpans ?? []) spans.push(...readSpans(group))
      for (const { scopeLogs } of body.resourceLogs ?? []) records.push(...readRecords(scopeLogs))
      for (const { scopeMetrics } of body.resourceMetrics ?? []) points.push(...readPoints(scopeMetrics))
    }
    response.writeHead(status, { 'content-type': 'application/json' }).end('{}')
  })
  return {
    url: server.url,
    spans,
    records,
    points,
    requests,
    answer: (next) => {
      status = next
    },
    close: () => server.close(),
  }
}

interface Value {
  readonly stringValue?: string
  readonly intValue?: number
  readonly doubleValue?: number
  readonly boolValue?: boolean
  readonly arrayValue?: { readonly values?: readonly Value[] }
  readonly kvlistValue?: { readonly values?: readonly KeyValue[] }
}
interface KeyValue {
  readonly key: string
  readonly value: Value
}
interface SpanWire {
  readonly name: string
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly kind: number
  readonly status?: { readonly code?: number }
  readonly attributes: readonly KeyValue[]
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[]
}
interface OtlpBody {
  readonly resourceSpans?: readonly {
    readonly resource: { readonly attributes: readonly KeyValue[] }
    readonly scopeSpans: readonly { readonly spans: readonly SpanWire[] }[]
  }[]
  readonly resourceLogs?: readonly { readonly scopeLogs: readonly ScopeLogs[] }[]
  readonly resourceMetrics?: readonly { readonly scopeMetrics: readonly ScopeMetrics[] }[]
}
interface ScopeLogs {
  readonly logRecords: readonly {
    readonly body: Value
    readonly traceId?: string
    readonly attributes: readonly KeyValue[]
  }[]
}
interface ScopeMetrics {
  readonly metrics: readonly {
    readonly name: string
    readonly unit: string
    readonly histogram?: {
      readonly dataPoints: readonly {
        readonly count: number
        readonly sum: number
        readonly explicitBounds: readonly number[]
        readonly attributes: readonly KeyValue[]
      }[]
    }
  }[]
}

function readSpans(group: NonNullable<OtlpBody['resourceSpans']>[number]): CollectedSpan[] {
  const resource = plain(group.resource.attributes)
  return group.scopeSpans.flatMap(({ spans }) =>
    spans.map(({ name, traceId, spanId, parentSpanId, kind, status, attributes, links = [] }) => ({
      name,
      traceId,
      spanId,
      parentSpanId,
      kind,
      status: status?.code ?? 0,
      attributes: plain(attributes),
      links,
      resource,
    })),
  )
}

function readRecords(scopes: readonly ScopeLogs[]): CollectedRecord[] {
  return scopes.flatMap(({ logRecords }) =>
    logRecords.map(({ body, traceId, attributes }) => ({
      body: valueOf(body),
      traceId,
      attributes: plain(attributes),
    })),
  )
}

function readPoints(scopes: readonly ScopeMetrics[]): CollectedPoint[] {
  return scopes.flatMap(({ metrics }) =>
    metrics.flatMap(({ name, unit, histogram }) =>
      (histogram?.dataPoints ?? []).map(({ count, sum, explicitBounds, attributes }) => ({
        name,
        unit,
        count: Number(count),
        sum,
        bounds: explicitBounds,
        attributes: plain(attributes),
      })),
    ),
  )
}

function plain(attributes: readonly KeyValue[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, valueOf(value)]))
}

function valueOf(value: Value): unknown {
  if (value.arrayValue !== undefined) return (value.arrayValue.values ?? []).map(valueOf)
  if (value.kvlistValue !== undefined) return plain(value.kvlistValue.values ?? [])
  return value.stringValue ?? value.intValue ?? value.doubleValue ?? value.boolValue
}
