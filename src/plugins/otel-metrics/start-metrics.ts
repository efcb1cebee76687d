import type { Attributes } from '@opentelemetry/api'
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http'
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources'
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics'
import type { PluginHost } from '../../gateway/plugin.ts'
import type { SpanAttributes } from '../../telemetry/span.ts'
import { MeasuringTracer, type Instruments } from './measuring-tracer.ts'
import type { OTelMetricsSettings } from './options.ts'

/** Buckets of the semantic conventions, seconds: of HTTP requests, and of MCP requests. */
const requestBuckets = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]
const operationBuckets = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300]
/** Bytes; the conventions leave them open. */
const sizeBuckets = [0, 128, 512, 2_048, 8_192, 32_768, 131_072, 524_288, 2_097_152, 8_388_608]
/** Most sets of attributes an instrument keeps apart; the rest are counted together. */
const mostSeries = 2_000
const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'])

/** Starts measuring the requests of a gateway until it closes. */
export function startMetrics(settings: OTelMetricsSettings, host: PluginHost): void {
  const { url, headers, service, intervalSeconds } = settings
  const { log, now } = host.services
  const reader = new PeriodicExportingMetricReader({
    exporter: new OTLPMetricExporter({ url, headers }),
    exportIntervalMillis: intervalSeconds * 1000,
    exportTimeoutMillis: Math.min(intervalSeconds * 1000, 30_000),
    cardinalityLimits: { default: mostSeries },
  })
  const provider = new MeterProvider({
    resource: defaultResource().merge(
      resourceFromAttributes({ 'service.name': service.name, 'service.version': service.version }),
    ),
    readers: [reader],
  })
  host.addTracer(new MeasuringTracer(createInstruments(settings, provider), now))
  host.onClose(async () => {
    try {
      await provider.shutdown()
    } catch (error) {
      log.warn('metrics were lost', { error: error instanceof Error ? error.message : String(error) })
    }
  })
}

function createInstruments(settings: OTelMetricsSettings, provider: MeterProvider): Instruments {
  const { metrics, attributes: fixed } = settings
  const meter = provider.getMeter('sallyport')
  const histogram = (name: string, unit: string, explicitBucketBoundaries: number[]) =>
    meter.createHistogram(name, { unit, advice: { explicitBucketBoundaries } })
  const duration = histogram('http.server.request.duration', 's', requestBuckets)
  const requestSize = histogram('http.server.request.body.size', 'By', sizeBuckets)
  const responseSize = histogram('http.server.response.body.size', 'By', sizeBuckets)
  const operations = histogram('mcp.server.operation.duration', 's', operationBuckets)
  return {
    request: (said, seconds, own) => {
      const attributes = { ...fixed, ...requestAttributes(said, settings), ...own }
      const sizes = [said['http.request.body.size'], said['http.response.body.size']]
      if (metrics.latency) duration.record(seconds, attributes)
      if (metrics.requestContentLength && typeof sizes[0] === 'number')
        requestSize.record(sizes[0], attributes)
      if (metrics.responseContentLength && typeof sizes[1] === 'number')
        responseSize.record(sizes[1], attributes)
    },
    operation: (said, seconds) => {
      if (metrics.latency) operations.record(seconds, { ...fixed, ...operationAttributes(said) })
    },
  }
}

/** Only what has few values: a route and never a path, a method that is known or `_OTHER`. */
function requestAttributes(said: SpanAttributes, { include }: OTelMetricsSettings): Attributes {
  const method = String(said['http.request.method'])
  return {
    'url.scheme': said['url.scheme'],
    'error.type': said['error.type'],
    ...(include.httpMethod ? { 'http.request.method': knownMethods.has(method) ? method : '_OTHER' } : {}),
    ...(include.statusCode ? { 'http.response.status_code': said['http.response.status_code'] } : {}),
    ...(include.path ? { 'http.route': said['http.route'] } : {}),
    ...(include.country ? { 'geo.country.iso_code': said['geo.country.iso_code'] } : {}),
  }
}

const operationNames = [
  'mcp.method.name',
  'mcp.protocol.version',
  'gen_ai.operation.name',
  'gen_ai.tool.name',
  'gen_ai.prompt.name',
  'rpc.response.status_code',
  'error.type',
  'network.protocol.name',
  'network.transport',
]

function operationAttributes(said: SpanAttributes): Attributes {
  return Object.fromEntries(operationNames.map((name) => [name, said[name]]))
}
