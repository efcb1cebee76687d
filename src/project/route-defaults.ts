import type { CodeReference, Place } from './project.ts'

/** What operations of a route file get that do not say it themselves. */
export interface RouteDefaults {
  readonly handler: CodeReference | undefined
  /** True when a handler is named that cannot be used. */
  readonly isBroken: boolean
  readonly inbound: readonly string[]
  readonly outbound: readonly string[]
  readonly corsPolicy: string | undefined
  /** The entry, which holds a `handler`. */
  readonly place: Place
}
