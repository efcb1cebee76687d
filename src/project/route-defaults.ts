import type { RouteMatch } from './match-routes.ts'
import type { CodeReference, Place } from './project.ts'

/** What operations of a route file get that do not say it themselves. */
export interface RouteDefaults {
  readonly handler: CodeReference | undefined
  /** True when a handler is named that cannot be used. */
  readonly isBroken: boolean
  /** Whether an operation without a handler of its own gets this one; the others are left out on purpose. */
  readonly serves: RouteMatch
  readonly inbound: readonly string[]
  readonly outbound: readonly string[]
  readonly corsPolicy: string | undefined
  /** The entry, which holds a `handler`. */
  readonly place: Place
}
