import type { RouteDefinition } from '../../project/project.ts'
import type { Exchange } from '../exchange.ts'
import type { Untyped } from './untyped.ts'

/** What `context.route` tells a module. */
export interface ModuleRoute {
  readonly path: string
  readonly methods: readonly string[]
  readonly version: string | undefined
  readonly label: string | undefined
  readonly inboundPolicies: readonly string[]
  readonly outboundPolicies: readonly string[]
  /** The URL that was asked for; what a module writes here, URL templates read as `${context.route.url}`. */
  url: string
  /** The OpenAPI operation as written. */
  raw<T = Untyped>(): T
}

/** A route as modules see it, for the request that is on it. */
export function createModuleRoute(route: RouteDefinition, exchange: Exchange): ModuleRoute {
  const label = route.operation['summary']
  let written: string | undefined
  return {
    path: route.path,
    methods: [route.method],
    version: route.version,
    label: typeof label === 'string' ? label : undefined,
    inboundPolicies: route.inbound,
    outboundPolicies: route.outbound,
    get url() {
      return written ?? exchange.origin + exchange.path + exchange.search
    },
    set url(url) {
      written = url
    },
    raw: <T>() => route.operation as T,
  }
}
