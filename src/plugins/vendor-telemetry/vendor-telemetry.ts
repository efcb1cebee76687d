import type { Plugin, PluginHost } from '../../gateway/plugin.ts'

type Sends = 'log' | 'metrics' | 'requests'

const inPlace: Readonly<Record<Sends, string>> = {
  log: 'OpenTelemetryPlugin with logUrl',
  metrics: 'OTelMetricsPlugin',
  requests: 'OpenTelemetryPlugin, or a hook of your own with addResponseSendingFinalHook',
}

/**
 * A plugin of the project format that speaks to one vendor. This gateway speaks OpenTelemetry, which all of them take: the
 * plugin can be imported and added, sends nothing, and says at start what to add in its place.
 */
class VendorPlugin implements Plugin {
  readonly name: string
  private readonly sends: Sends

  constructor(name: string, sends: Sends) {
    this.name = name
    this.sends = sends
  }

  install({ services }: PluginHost): void {
    services.log.warn(`${this.name} sends nothing here`, {
      plugin: this.name,
      hint: `Add ${inPlace[this.sends]}; docs/telemetry.md has the lines for each vendor.`,
    })
  }
}

/** Sends nothing, and names what does: see VendorPlugin. */
export class AWSLoggingPlugin extends VendorPlugin {
  constructor(_options?: object) {
    super('AWSLoggingPlugin', 'log')
  }
}

/** Sends nothing, and names what does: see VendorPlugin. */
export class DataDogLoggingPlugin extends VendorPlugin {
  constructor(_options?: object) {
    super('DataDogLoggingPlugin', 'log')
  }
}

/** Sends nothing, and names what does: see VendorPlugin. */
export class DynaTraceLoggingPlugin extends VendorPlugin {
  constructor(_options?: object) {
    super('DynaTraceLoggingPlugin', 'log')
  }
}

/** Sends nothing, and names what does: see VendorPlugin. */
export class GoogleCloudLoggingPlugin extends VendorPlugin {
  constructor(_options?: object) {
    super('GoogleCloudLoggingPlugin', 'log')
  }
}

/** Sends nothing, and names what does: see VendorPlugin. */
export class LokiLoggingPlugin extends VendorPlugin {
  constructor(_options?: object) {
    super('LokiLoggingPlugin', 'log')
  }
}

/** Sends nothing, and names what does: see VendorPlugin. */
export class NewRelicLoggingPlugin extends VendorPlugin {
  constructor(_options?: object) {
    super('NewRelicLoggingPlugin', 'log')
  }
}

/** Sends nothing, and names what does: see VendorPlugin. */
export class SplunkLoggingPlugin extends VendorPlugin {
  constructor(_options?: object) {
    super('SplunkLoggingPlugin', 'log')
  }
}

/** Sends nothing, and names what does: see VendorPlugin. */
export class SumoLogicLoggingPlugin extends VendorPlugin {
  constructor(_options?: object) {
    super('SumoLogicLoggingPlugin', 'log')
  }
}

/** Sends nothing, and names what does: see VendorPlugin. */
export class VMwareLogInsightLoggingPlugin extends VendorPlugin {
  constructor(_options?: object) {
    super('VMwareLogInsightLoggingPlugin', 'log')
  }
}

/** The other spelling of {@link VMwareLogInsightLoggingPlugin}. */
export class VMWareLogInsightLoggingPlugin extends VendorPlugin {
  constructor(_options?: object) {
    super('VMWareLogInsightLoggingPlugin', 'log')
  }
}

/** Sends nothing, and names what does: see VendorPlugin. */
export class DatadogMetricsPlugin extends VendorPlugin {
  constructor(_options?: object) {
    super('DatadogMetricsPlugin', 'metrics')
  }

  /** Does nothing: what a project says of a request is for metrics that are sent. */
  static setContext(_context: object, _attributes: object): void {
    return undefined
  }
}

/** The other spelling of {@link DatadogMetricsPlugin}. */
export class DataDogMetricsPlugin extends VendorPlugin {
  constructor(_options?: object) {
    super('DataDogMetricsPlugin', 'metrics')
  }

  /** Does nothing: what a project says of a request is for metrics that are sent. */
  static setContext(_context: object, _attributes: object): void {
    return undefined
  }
}

/** Sends nothing, and names what does: see VendorPlugin. */
export class DynatraceMetricsPlugin extends VendorPlugin {
  constructor(_options?: object) {
    super('DynatraceMetricsPlugin', 'metrics')
  }

  /** Does nothing: what a project says of a request is for metrics that are sent. */
  static setContext(_context: object, _attributes: object): void {
    return undefined
  }
}

/** Sends nothing, and names what does: see VendorPlugin. */
export class NewRelicMetricsPlugin extends VendorPlugin {
  constructor(_options?: object) {
    super('NewRelicMetricsPlugin', 'metrics')
  }

  /** Does nothing: what a project says of a request is for metrics that are sent. */
  static setContext(_context: object, _attributes: object): void {
    return undefined
  }
}

/** Sends nothing, and names what does: see VendorPlugin. */
export class AkamaiApiSecurityPlugin extends VendorPlugin {
  constructor(_options?: object) {
    super('AkamaiApiSecurityPlugin', 'requests')
  }
}

/** Sends nothing, and names what does: see VendorPlugin. */
export class AzureBlobPlugin extends VendorPlugin {
  constructor(_options?: object) {
    super('AzureBlobPlugin', 'requests')
  }
}

/** Sends nothing, and names what does: see VendorPlugin. */
export class AzureEventHubsRequestLoggerPlugin extends VendorPlugin {
  constructor(_options?: object) {
    super('AzureEventHubsRequestLoggerPlugin', 'requests')
  }
}

/** Sends nothing, and names what does: see VendorPlugin. */
export class HydrolixRequestLoggerPlugin extends VendorPlugin {
  constructor(_options?: object) {
    super('HydrolixRequestLoggerPlugin', 'requests')
  }
}
