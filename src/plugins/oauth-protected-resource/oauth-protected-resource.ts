import type { Exchange, Reply } from '../../gateway/exchange.ts'
import { failureReply } from '../../gateway/failure-response.ts'
import type { LinkedRoute, Plugin, PluginHost } from '../../gateway/plugin.ts'
import type { Services } from '../../gateway/services.ts'
import {
  buildProtectedResourceMetadata,
  metadataPath,
} from '../../oauth/resource-server/protected-resource-metadata.ts'
import { readPluginOptions } from '../read-plugin-options.ts'
import { oauthProtectedResourceOptions, type OAuthProtectedResourcePluginOptions } from './options.ts'

const anyOrigin = { 'access-control-allow-origin': '*' }
// `*` stands for every header but Authorization (Fetch standard), which some clients send here too.
const preflightHeaders = {
  ...anyOrigin,
  'access-control-allow-methods': 'GET, HEAD, OPTIONS',
  'access-control-allow-headers': '*, authorization',
  'access-control-max-age': '600',
}

/**
 * Publishes protected resource metadata (RFC 9728) for every route with a policy whose `oAuthResourceMetadataEnabled`
 * is true, at `/.well-known/oauth-protected-resource` followed by the path of the route. Without a path the answer is
 * about the first such route in file order. Nothing guards it: whoever asks has no token yet.
 */
export class OAuthProtectedResourcePlugin implements Plugin {
  readonly name = 'OAuthProtectedResourcePlugin'
  private readonly options: OAuthProtectedResourcePluginOptions

  /** Throws one sentence that says what is wrong with the options. */
  constructor(options: OAuthProtectedResourcePluginOptions) {
    this.options = readPluginOptions('OAuthProtectedResourcePlugin', oauthProtectedResourceOptions, options)
  }

  install(host: PluginHost): void {
    // Only what is there is answered for: another part may publish another resource's metadata beside it.
    const matches = (path: string): boolean => findResource(path, host.routes()) !== undefined
    const serve = (exchange: Exchange): Reply => this.serve(exchange, host)
    host.addSystemRoute({ method: 'GET', matches, serve })
    host.addSystemRoute({ method: 'HEAD', matches, serve })
    host.addSystemRoute({
      method: 'OPTIONS',
      matches,
      serve: () => ({ status: 200, headers: { ...preflightHeaders }, body: undefined }),
    })
  }

  private serve(exchange: Exchange, host: PluginHost): Reply {
    const found = findResource(exchange.path, host.routes())
    if (found === undefined)
      return failureReply(
        'SALLYPORT_ROUTE_NOT_FOUND',
        exchange,
        'No protected resource has this path.',
        anyOrigin,
      )
    const resources = enabledResources(found.route)
    const dpop = resources.find((resource) => resource.dpop !== undefined)?.dpop
    const metadata = buildProtectedResourceMetadata({
      resource: exchange.origin + found.path,
      resourceName: this.options.resourceName,
      authorizationServers: issuersFor(resources, this.options.authorizationServers).map((issuer) =>
        spellFor(issuer, exchange.origin, host.services),
      ),
      scopes: this.options.scopesSupported ?? [...new Set(resources.flatMap(({ scopes }) => scopes))],
      dpopAlgorithms: dpop?.algorithms,
      dpopRequired: dpop !== undefined && resources.every((resource) => resource.dpop?.required === true),
      certificateBound: resources.some(({ certificateBound }) => certificateBound === true),
    })
    const headers = { 'content-type': 'application/json', 'cache-control': 'no-store', ...anyOrigin }
    return { status: 200, headers, body: JSON.stringify(metadata) }
  }
}

interface FoundResource {
  readonly route: LinkedRoute
  /** The route's path; for a route with parameters, the path that was asked for. */
  readonly path: string
}

function findResource(path: string, routes: readonly LinkedRoute[]): FoundResource | undefined {
  if (path !== metadataPath && !path.startsWith(`${metadataPath}/`)) return undefined
  const asked = path.slice(metadataPath.length)
  const guarded = routes.filter((route) => enabledResources(route).length > 0)
  if (asked !== '' && asked !== '/') {
    const route = guarded.find((one) => one.matches(asked))
    return route === undefined ? undefined : { route, path: hasParameters(route) ? asked : route.path }
  }
  const first = guarded.find((route) => !hasParameters(route))
  return first === undefined ? undefined : { route: first, path: first.path }
}

function enabledResources(route: LinkedRoute): LinkedRoute['protectedResources'] {
  return route.protectedResources.filter(({ metadataEnabled }) => metadataEnabled)
}

/**
 * Of the listed issuers, those whose tokens the policies of the route accept: a client takes the first, and a token of
 * another route's issuer would be refused. Where no policy accepts a listed one, all are named, as they were written.
 */
function issuersFor(
  resources: LinkedRoute['protectedResources'],
  listed: readonly string[],
): readonly string[] {
  const accepted = new Set(resources.flatMap(({ issuers }) => issuers.map(withoutSlash)))
  const fitting = listed.filter((issuer) => accepted.has(withoutSlash(issuer)))
  return fitting.length === 0 ? listed : fitting
}

function withoutSlash(issuer: string): string {
  return issuer.replace(/\/$/, '')
}

function hasParameters({ path }: LinkedRoute): boolean {
  return path.includes('{')
}

/** The issuer as written; an embedded one in the spelling of the host that was asked for, so that clients stay on it. */
function spellFor(issuer: string, origin: string, { localIssuers }: Services): string {
  return localIssuers.spellingsOf(issuer).find((spelling) => new URL(spelling).origin === origin) ?? issuer
}
