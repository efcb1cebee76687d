import type { RouteTable } from '../routing/route-table.ts'
import type { Exchange, Reply } from './exchange.ts'
import type { Tracer } from '../telemetry/span.ts'
import type { LinkedRoute } from './linked-route.ts'
import type { SystemRoute } from './plugin.ts'
import type { ContextActions, GatewayContext } from './request-context.ts'
import type { RuntimeExtensions } from './runtime-extensions.ts'
import type { Services } from './services.ts'

/** Everything the journey of a request needs, made at start. */
export interface Journey {
  readonly routes: RouteTable<LinkedRoute>
  readonly systemRoutes: readonly SystemRoute[]
  readonly extensions: RuntimeExtensions
  readonly services: Services
  readonly actions: ContextActions
  readonly bodyLimit: number
  /** Undefined where nobody traces. */
  readonly tracer: Tracer | undefined
  /** Writes the line of the log about a served request. */
  record(exchange: Exchange, reply: Reply, context: GatewayContext | undefined, startedAt: number): void
}
