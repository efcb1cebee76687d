import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { defaultResource, resourceFromAttributes, type Resource } from '@opentelemetry/resources'
import { LoggerProvider, type ReadableLogRecord } from '@opentelemetry/sdk-logs'
import {
  BasicTracerProvider,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-base'
import type { PluginHost } from '../../gateway/plugin.ts'
import { ExportQueue, type BatchExporter } from './export-queue.ts'
import type { OpenTelemetrySettings, PostProcessor } from './options.ts'
import { OtlpLogSink } from './otlp-log-sink.ts'
import { SdkTracer } from './sdk-tracer.ts'

/** Name of what makes spans and records, as collectors show it. */
const scopeName = 'sallyport'
/** Longest text of an attribute, characters. */
const longestText = 1_024

/** Starts sending the traces of a gateway, and its log where an URL for it is given, until it closes. */
export function startTelemetry(settings: OpenTelemetrySettings, host: PluginHost): void {
  const { service, sampling, batch, postProcessor } = settings
  const { log } = host.services
  const resource = defaultResource().merge(
    resourceFromAttributes({ 'service.name': service.name, 'service.version': service.version }),
  )
  const exporter = new OTLPTraceExporter({
    url: settings.traceUrl ?? settings.exporter?.url ?? '',
    headers: { ...settings.headers, ...settings.exporter?.headers },
  })
  const spans = new ExportQueue('spans', processed(exporter, postProcessor), batch, log)
  const provider = new BasicTracerProvider({
    resource,
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(sampling.headSampler.ratio) }),
    spanLimits: { attributeValueLengthLimit: longestText },
    spanProcessors: [processorOf(spans)],
  })
  const tracer = new SdkTracer(provider.getTracer(scopeName))
  host.addTracer(tracer)
  const records = settings.logUrl === undefined ? undefined : startLogs(settings, host, resource, tracer)
  host.onClose(async () => {
    // They stay usable: requests of this gateway may still be served.
    await Promise.all([spans.flush(), records?.flush()])
    const lost = { spans: spans.lost, records: records?.lost ?? 0 }
    if (lost.spans + lost.records > 0) log.warn('telemetry was lost', lost)
  })
}

function startLogs(
  { logUrl = '', headers, exporter, batch }: OpenTelemetrySettings,
  host: PluginHost,
  resource: Resource,
  tracer: SdkTracer,
): ExportQueue<ReadableLogRecord> {
  const sender = new OTLPLogExporter({ url: logUrl, headers: { ...headers, ...exporter?.headers } })
  const records = new ExportQueue<ReadableLogRecord>('log records', sender, batch, host.services.log)
  const provider = new LoggerProvider({
    resource,
    processors: [
      {
        onEmit: (record) => records.add(record),
        forceFlush: () => records.flush(),
        shutdown: () => records.flush(),
      },
    ],
  })
  host.addLogSink(new OtlpLogSink(provider.getLogger(scopeName), tracer, host.services))
  return records
}

function processorOf(spans: ExportQueue<ReadableSpan>) {
  return {
    onStart: () => undefined,
    onEnd: (span: ReadableSpan) => spans.add(span),
    forceFlush: () => spans.flush(),
    shutdown: () => spans.flush(),
  }
}

function processed(
  exporter: BatchExporter<ReadableSpan>,
  postProcessor: PostProcessor | undefined,
): BatchExporter<ReadableSpan> {
  if (postProcessor === undefined) return exporter
  return {
    export: (spans, done) => {
      const kept = postProcessor(spans)
      if (kept.length === 0) done({ code: 0 })
      else exporter.export(kept, done)
    },
  }
}
