import type { Plugin, PluginHost } from '../../gateway/plugin.ts'
import { readPluginOptions } from '../read-plugin-options.ts'
import {
  openTelemetryOptions,
  type OpenTelemetryPluginOptions,
  type OpenTelemetrySettings,
} from './options.ts'

/**
 * Sends a trace of every request to an OpenTelemetry endpoint (OTLP, JSON), and the log if it is told where: spans for the
 * request, its policies, its handler, what they call, and each MCP request. The SDK is loaded only where this is used, and
 * nothing of it is global: each gateway of a process has its own.
 */
export class OpenTelemetryPlugin implements Plugin {
  readonly name = 'OpenTelemetryPlugin'
  private readonly settings: OpenTelemetrySettings

  /** Throws one sentence that says what is wrong with the options. */
  constructor(options: OpenTelemetryPluginOptions) {
    this.settings = readPluginOptions('OpenTelemetryPlugin', openTelemetryOptions, options)
  }

  async install(host: PluginHost): Promise<void> {
    const { startTelemetry } = await import('./start-telemetry.ts')
    startTelemetry(this.settings, host)
  }
}
