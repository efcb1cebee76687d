import * as z from 'zod'

const measured = (what: string) => z.boolean().default(true).describe(`Measure ${what}. Default: true.`)

/** Options of the metrics plugin. */
export const otelMetricsOptions = z.object({
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
    .describe('Where metrics go: the URL for metrics of an OTLP endpoint that takes JSON. Required.'),
  headers: z
    .record(z.string(), z.string())
    .default({})
    .describe('Headers of what is sent, such as an API key. Default: none.'),
  attributes: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .default({})
    .describe('Attributes of every measurement. Default: none.'),
  metrics: z
    .object({
      latency: measured('how long requests and MCP requests take'),
      requestContentLength: measured('the size of request bodies'),
      responseContentLength: measured('the size of answers'),
    })
    .prefault({})
    .describe('What is measured.'),
  include: z
    .object({
      country: z
        .boolean()
        .default(false)
        .describe('Tell requests apart by the country a trusted proxy says. Default: false.'),
      httpMethod: z.boolean().default(true).describe('Tell them apart by method. Default: true.'),
      statusCode: z.boolean().default(true).describe('Tell them apart by status. Default: true.'),
      path: z
        .boolean()
        .default(true)
        .describe('Tell them apart by route, as the route file writes its path. Default: true.'),
    })
    .prefault({})
    .describe('What requests are told apart by.'),
  service: z
    .object({
      name: z.string().min(1).default('sallyport').describe('Name of the service. Default: sallyport.'),
      version: z.string().optional().describe('Version of the service. Default: not said.'),
    })
    .prefault({})
    .describe('What the measured service is called. Ours.'),
  intervalSeconds: z
    .number()
    .min(1)
    .max(3_600)
    .default(60)
    .describe('How often they are sent, seconds. Default: 60. Ours.'),
})

/** What a project writes: {@link otelMetricsOptions} before defaults. */
export type OTelMetricsPluginOptions = z.input<typeof otelMetricsOptions>
/** The same with defaults. */
export type OTelMetricsSettings = z.output<typeof otelMetricsOptions>
