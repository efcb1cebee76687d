import type { HandlerAccess } from '../../gateway/handler-access.ts'
import type { HandlerSetup } from '../../gateway/handler.ts'
import type { AccessModel } from '../../mcp/access/model.ts'
import type { AccessRule } from '../../mcp/access/rule.ts'
import { AccessCompiler, type AccessProblem, type AccessSource } from '../../mcp/access/compile-access.ts'
import { CountedSchemes, schemeOf } from '../../mcp/access/counted-schemes.ts'
import { createHandlerAccess, type AccessItem } from '../../mcp/access/explain-access.ts'
import { compileScopeHierarchy } from '../../mcp/access/scope-hierarchy.ts'
import type { ListedOperation } from './list-operations.ts'
import type { McpServerOptions } from './options.ts'

/** What became of the access of a server. */
export interface CompiledAccess {
  /** Undefined when no item has a rule. */
  readonly model: AccessModel | undefined
  /** For the gateway around the server. */
  readonly handlerAccess: HandlerAccess
}

/** Compiles who may use what a server offers, item by item. */
export class ServerAccess {
  private readonly options: McpServerOptions
  private readonly setup: HandlerSetup
  private readonly compiler: AccessCompiler
  private readonly items: AccessItem[] = []

  constructor(options: McpServerOptions, setup: HandlerSetup) {
    this.options = options
    this.setup = setup
    this.compiler = new AccessCompiler({
      schemes: new CountedSchemes(options.securitySchemes, acceptedIssuers(setup)),
      hierarchy: compileScopeHierarchy(options.scopeHierarchy),
      manner: { listing: options.listing, stepUp: options.stepUp },
      condition: options.condition,
      report: (problem) => this.report(problem),
    })
  }

  /** The rule of an item, which is remembered for `explain`. */
  ruleOf(
    kind: AccessSource['kind'],
    name: string,
    { route, settings }: ListedOperation,
    findProblem: AccessItem['findProblem'],
  ): AccessRule | undefined {
    const own = { mcp: settings.mcp ?? {}, place: { file: route.place.file, path: settings.path } }
    const source = { ...route, file: route.place.file }
    const rule = this.compiler.ruleOf({ kind, name, route: source, layers: [...route.toolRules, own] })
    const { method, path, inbound } = route
    this.items.push({ kind, name, rule, route: { method, path, inbound }, findProblem })
    return rule
  }

  /** Everything together, once every item has its rule. */
  finish(): CompiledAccess {
    const { options, setup } = this
    const model = this.compiler.finish()
    this.judgeSchemes()
    const handlerAccess = createHandlerAccess(model, this.items, {
      label: options.name,
      initialScopes: options.initialScopes,
    })
    if (setup.route.inbound.length === 0 && model.rules.some(({ scopes }) => scopes !== undefined)) {
      setup.report({
        severity: 'warning',
        code: 'SALLYPORT_MCP_NOBODY_SIGNS_IN',
        path: [],
        message: 'Items of this MCP server need scopes, but no policy of its route signs callers in.',
        hint: 'Put a policy that verifies access tokens into policies.inbound of the route.',
      })
    }
    return { model: model.rules.length === 0 ? undefined : model, handlerAccess }
  }

  private judgeSchemes(): void {
    for (const [index, name] of (this.options.securitySchemes ?? []).entries()) {
      if (this.setup.routes.some(({ document }) => schemeOf(document, name) !== undefined)) continue
      this.setup.report({
        severity: 'warning',
        code: 'SALLYPORT_MCP_UNKNOWN_SCHEME',
        path: ['securitySchemes', index],
        message: `No route file has a security scheme "${name}".`,
      })
    }
  }

  private report({ place, ...problem }: AccessProblem): void {
    this.setup.report(place === undefined ? problem : { ...problem, place })
  }
}

function acceptedIssuers({ protectedResources, services }: HandlerSetup): readonly string[] {
  const issuers = protectedResources.flatMap((resource) => resource.issuers)
  return issuers.flatMap((issuer) => services.localIssuers.spellingsOf(issuer))
}
