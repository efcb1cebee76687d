import type { Position } from '../foundation/diagnostic.ts'
import type { UrlPathPattern } from '../foundation/http/url-path-pattern.ts'
import type { Identity } from '../identity/identity.ts'

/** A place in a project: a file and the keys down to a value of it. */
export interface Place {
  /** Path relative to the project folder, such as `config/routes.oas.json`. */
  readonly file: string
  readonly path: readonly (string | number)[]
}

/** Names a piece of code: an export of the gateway or of a project module. */
export interface CodeReference {
  /** `gateway` for built-ins (`$import(@zuplo/runtime)`), else a path such as `./modules/hello`. */
  readonly module: string
  readonly export: string
  /** Options with every `$env(...)` resolved. */
  readonly options: Readonly<Record<string, unknown>>
}

/** A policy as policies.json declares it. */
export interface PolicyDeclaration {
  readonly name: string
  readonly policyType: string
  readonly handler: CodeReference
  readonly place: Place
}

/** A custom CORS policy, lists already split. */
export interface CorsPolicyDeclaration {
  readonly name: string
  readonly allowedOrigins: readonly string[]
  readonly allowedMethods: readonly string[] | undefined
  readonly allowedHeaders: readonly string[] | undefined
  readonly exposeHeaders: readonly string[] | undefined
  readonly maxAge: number | undefined
  readonly allowCredentials: boolean
  readonly place: Place
}

/** An OpenAPI object as it was parsed. */
export type OpenApiObject = Readonly<Record<string, unknown>>

/** What `config/tools.jsonc` says of the tools of some operations. */
export interface ToolRule {
  /** Settings as in `x-zuplo-route.mcp`, unjudged, variables resolved. */
  readonly mcp: Readonly<Record<string, unknown>>
  /** Place of the settings. */
  readonly place: Place
}

/** One operation of a route file, with what the gateway does for it. */
export interface RouteDefinition {
  /** Route file as an operation reference spells it, such as `./config/routes.oas.json`. */
  readonly file: string
  readonly path: string
  /** How the path matches in the url-pattern mode; absent where it is an OpenAPI template. */
  readonly urlPattern?: UrlPathPattern
  /** Upper case. */
  readonly method: string
  readonly operationId: string | undefined
  /** The OpenAPI operation as written, extensions included. */
  readonly operation: OpenApiObject
  /** The path item the operation stands in. */
  readonly pathItem: OpenApiObject
  /** The whole document, for `$ref`. */
  readonly document: OpenApiObject
  readonly handler: CodeReference
  readonly inbound: readonly string[]
  readonly outbound: readonly string[]
  readonly corsPolicy: string
  /** `x-zuplo-route.mcp`, unjudged. */
  readonly mcp: Readonly<Record<string, unknown>> | undefined
  /** Rules of `config/tools.jsonc` that speak of the operation, by rising precedence; `mcp` wins over all. */
  readonly toolRules: readonly ToolRule[]
  /** Legacy label of the route. */
  readonly version: string | undefined
  /** Place of the operation. */
  readonly place: Place
  /** Place of `x-zuplo-route` (or its pair), or of the entry of `config/tools.jsonc` that stands in for it. */
  readonly routePlace: Place
}

/** Points to an operation of a route file. */
export interface OperationReference {
  /** Path from the project root, such as `./config/routes.oas.json`. */
  readonly file: string
  readonly id: string
}

/** Limits and switches of `sallyport.jsonc` / `zuplo.jsonc`. */
export interface ProjectSettings {
  readonly compatibilityDate: string | undefined
  readonly allowDuplicateRoutes: boolean
  /** Addresses or CIDR blocks whose `X-Forwarded-*` are believed. */
  readonly trustedProxies: readonly string[]
  readonly limits: ProjectLimits
}

/** Bounds on what one request may take. */
export interface ProjectLimits {
  /** Largest request body, bytes. */
  readonly bodyBytes: number
  /** Largest request head (all headers together), bytes. */
  readonly headerBytes: number
  /** Longest path and query of a request, bytes. */
  readonly urlBytes: number
  /** Longest time for a request to arrive whole, milliseconds. */
  readonly requestMs: number
  /** Longest time for an upstream to begin its answer, milliseconds. */
  readonly upstreamMs: number
}

/** A project folder after every file was read and checked: plain data, no functions. */
export interface Project {
  readonly settings: ProjectSettings
  readonly routes: readonly RouteDefinition[]
  readonly policies: readonly PolicyDeclaration[]
  readonly corsPolicies: readonly CorsPolicyDeclaration[]
  /** Route files by the path a `$import` or an operation reference gives them. */
  readonly routeFiles: readonly string[]
  readonly identity: Identity | undefined
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Specifier of the module that exports `runtimeInit`, when there is one. */
  readonly runtimeModule: string | undefined
  /** Specifiers of every project module that something refers to, the runtime module included; what has to be bundled. */
  readonly modules: readonly string[]
  /** Line and column of a place, or of its key, for diagnostics found after the compile step. */
  locate(place: Place, options?: { readonly atKey?: boolean }): Position
}
