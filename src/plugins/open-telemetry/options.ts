import type { ReadableSpan } from '@opentelemetry/sdk-trace-base'
import * as z from 'zod'

const collectorUrl = z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
const headerFields = z.record(z.string(), z.string())

/** Sees spans before they are sent, and answers those to send. */
export type PostProcessor = (spans: ReadableSpan[]) => ReadableSpan[]

/** Options of the OpenTelemetry plugin. */
export const openTelemetryOptions = z
  .object({
    exporter: z
      .object({
        url: collectorUrl.describe(
          'Where spans go: the URL for traces of an OTLP endpoint that takes JSON. Required.',
        ),
        headers: headerFields.optional().describe('Headers of what is sent, such as an API key.'),
      })
      .optional()
      .describe('Where spans go. Either this or traceUrl is required.'),
    traceUrl: collectorUrl
      .optional()
      .describe('Where spans go, in place of exporter.url. Default: exporter.url.'),
    logUrl: collectorUrl
      .optional()
      .describe(
        'Where records of the log go too: the URL for logs of an OTLP endpoint. Default: they are not sent.',
      ),
    headers: headerFields
      .default({})
      .describe('Headers of everything that is sent; exporter.headers come on top. Default: none.'),
    service: z
      .object({
        name: z.string().min(1).default('sallyport').describe('Name of the service. Default: sallyport.'),
        version: z.string().optional().describe('Version of the service. Default: not said.'),
      })
      .prefault({})
      .describe('What the traced service is called.'),
    postProcessor: z
      .custom<PostProcessor>((value) => typeof value === 'function', 'must be a function')
      .optional()
      .describe(
        'A function that gets the spans of a batch and answers those to send. Default: all are sent.',
      ),
    sampling: z
      .object({
        headSampler: z
          .object({
            ratio: z
              .number()
              .min(0)
              .max(1)
              .default(1)
              .describe('Share of traces that are kept, 0 to 1. Default: 1, all.'),
          })
          .prefault({})
          .describe('Decides when a trace begins; a caller that has decided already is followed.'),
      })
      .prefault({})
      .describe('Which traces are kept.'),
    batch: z
      .object({
        queueSize: z
          .int()
          .min(1)
          .max(100_000)
          .default(4_096)
          .describe('Most spans, and most records, that wait to be sent; more are dropped. Default: 4096.'),
        size: z.int().min(1).max(10_000).default(512).describe('Most that are sent at once. Default: 512.'),
        delayMs: z
          .int()
          .min(10)
          .max(600_000)
          .default(5_000)
          .describe('Longest wait until they are sent, milliseconds. Default: 5000.'),
      })
      .prefault({})
      .describe('How spans and records wait. Ours.'),
  })
  .refine(({ exporter, traceUrl }) => exporter !== undefined || traceUrl !== undefined, {
    error: 'needs exporter.url or traceUrl, where spans go',
  })

/** What a project writes: {@link openTelemetryOptions} before defaults. */
export type OpenTelemetryPluginOptions = z.input<typeof openTelemetryOptions>
/** The same with defaults. */
export type OpenTelemetrySettings = z.output<typeof openTelemetryOptions>
