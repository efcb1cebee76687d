/** Specifier of the module behind `@zuplo/runtime` and `sallyport`, as the bundler calls it. */
export const gatewayNamespace = 'sallyport-gateway'

/** Under which global symbol bundled project code finds what its gateway gives it. */
export const runtimeSymbol = 'sallyport.runtime'

/**
 * Types of the project format. TypeScript drops their imports; plain JavaScript may still name them, for its editor, and
 * gets undefined.
 */
export const typeNames: readonly string[] = [
  'ZuploContext',
  'GatewayContext',
  'RuntimeExtensions',
  'InboundPolicyHandler',
  'OutboundPolicyHandler',
  'RequestHandler',
  'RequestUser',
  'CustomRateLimitDetails',
  'ProblemResponseDetails',
  'ProblemDetails',
  'JwtServicePluginOptions',
  'ResponseSentEvent',
  'HydrolixDefaultEntry',
  'CorsPolicyConfiguration',
  'Logger',
  'McpToolDefinition',
  'ZuploRequestInit',
  'GatewayRequestInit',
  'PreRoutingHook',
  'OnRequestHook',
  'OnResponseSendingHook',
  'OnResponseSendingFinalHook',
]

const identifier = /^[A-Za-z_$][\w$]*$/

/** What the code of a bundle calls the registry entry of its load. */
const entry = 'sallyportLoad'

/**
 * First line of a bundle. Each load of a project has a bundle of its own, which asks for what its own gateway gives it, so
 * that two gateways of one process never see each other's `environment`.
 */
export function entryBanner(load: string): string {
  return `const ${entry} = globalThis[Symbol.for('${runtimeSymbol}')].get('${load}');`
}

/** Source of the module that `@zuplo/runtime` and `sallyport` resolve to. */
export function gatewayModuleSource(exportNames: Iterable<string>): string {
  const values = [...exportNames].filter((name) => identifier.test(name))
  const types = typeNames.filter((name) => !values.includes(name))
  return [
    `const api = ${entry}.runtimeApi`,
    ...values.map((name) => `const export_${name} = api.${name}; export { export_${name} as ${name} }`),
    ...types.map((name) => `const export_${name} = undefined; export { export_${name} as ${name} }`),
  ].join('\n')
}

/** Source of the module whose exports stand in for globals of the same names; of those that no code uses nothing is left. */
export function globalsModuleSource(names: Iterable<string>): string {
  const replaced = [...names].filter((name) => identifier.test(name))
  return [
    `const globals = ${entry}.globals`,
    'const replaceGlobal = (name) => globals[name]',
    ...replaced.map(
      (name) =>
        `const global_${name} = /* @__PURE__ */ replaceGlobal("${name}"); export { global_${name} as ${name} }`,
    ),
  ].join('\n')
}

/** True when the code of a bundle uses a global that was replaced. */
export function usesGlobal(code: string, name: string): boolean {
  return code.includes(`replaceGlobal("${name}")`)
}

/** Source of the entry of a bundle: the namespace of each module under a name of its place. */
export function entrySource(specifiers: readonly string[]): string {
  return specifiers
    .map((specifier, index) => `export * as module${index} from ${JSON.stringify(specifier)}`)
    .join('\n')
}
