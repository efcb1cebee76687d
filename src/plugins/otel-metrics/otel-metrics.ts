import type { Plugin, PluginHost } from '../../gateway/plugin.ts'
import { readPluginOptions } from '../read-plugin-options.ts'
import { addAttributes, type MeasuredAttributes } from './measured-requests.ts'
import { otelMetricsOptions, type OTelMetricsPluginOptions, type OTelMetricsSettings } from './options.ts'

/**
 * Measures requests and MCP requests, and sends histograms to an OpenTelemetry endpoint (OTLP, JSON). Names, units and
 * buckets are those of the semantic conventions. The SDK is loaded only where this is used.
 */
export class OTelMetricsPlugin implements Plugin {
  readonly name = 'OTelMetricsPlugin'
  private readonly settings: OTelMetricsSettings

  /** Throws one sentence that says what is wrong with the options. */
  constructor(options: OTelMetricsPluginOptions) {
    this.settings = readPluginOptions('OTelMetricsPlugin', otelMetricsOptions, options)
  }

  /** Adds attributes to what is measured of a request; their values must be few. */
  static setContext(context: { readonly requestId: string }, attributes: MeasuredAttributes): void {
    addAttributes(context.requestId, attributes)
  }

  async install(host: PluginHost): Promise<void> {
    const { startMetrics } = await import('./start-metrics.ts')
    startMetrics(this.settings, host)
  }
}
