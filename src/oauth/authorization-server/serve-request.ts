import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Provider } from 'oidc-provider'
import { buildErrorRedirect, checkAuthorizationRequest } from './check-authorization-request.ts'
import { serveConsent } from './consent/serve-consent.ts'
import { serveActivate } from './device/serve-activate.ts'
import { buildDiscoveryDocument } from './discovery-document.ts'
import { serveLogout } from './logout/serve-logout.ts'
import { oktaErrorBody } from './okta-errors.ts'
import { orgErrors, sendOrgError } from './org-errors.ts'
import { renderErrorPage } from './pages/error-page.ts'
import { preparePushedRequest, readPushedRequest } from './push-request.ts'
import { serveRegistration } from './registration/serve-registration.ts'
import { sendJson, sendPage, sendRedirect } from './send-answer.ts'
import type { ServeUserinfo } from './serve-userinfo.ts'
import type { ServedServer } from './served-server.ts'
import type { AttemptLimit } from './sign-in/attempt-limit.ts'
import { serveSignIn } from './sign-in/serve-sign-in.ts'

/** A request for one authorization server. */
export interface ServerRequest {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  readonly origin: string
  readonly issuer: string
  /** The path below the issuer, such as `/v1/token`. */
  readonly path: string
  readonly query: string
}

/** What serves the requests of one authorization server. */
export interface ServerParts {
  readonly served: ServedServer
  readonly attempts: AttemptLimit
  readonly userinfo: ServeUserinfo
  /** The library's server for the spelling that was asked for. */
  readonly provider: Provider
}

const readable = { 'access-control-allow-origin': '*' }
/** Long enough to spare requests, short enough that a new key is known before it signs. */
const keysMaxAge = 3600
const metadataMaxAge = 300

/** Serves one request of one authorization server. */
export async function serveRequest(parts: ServerParts, request: ServerRequest): Promise<void> {
  const { req, res, path } = request
  const page = /^\/v1\/(sign-in|consent)\/([\w-]{1,64})$/.exec(path)
  if (page !== null) {
    dressRequest(request)
    const exchange = { req, res, origin: request.origin, signInId: page[2] ?? '' }
    return page[1] === 'consent' ? serveConsent(parts, exchange) : serveSignIn(parts, exchange)
  }
  switch (path) {
    case '/.well-known/oauth-authorization-server':
    case '/.well-known/openid-configuration':
    case '/v1/keys':
      return serveDocument(parts, request)
    case '/v1/userinfo':
      if (req.method === 'OPTIONS') return sendPreflight(res, 'GET, POST')
      return allow(request, ['GET', 'POST']) ? parts.userinfo(req, res) : undefined
    case '/v1/authorize':
      return allow(request, ['GET']) ? serveAuthorize(parts, request) : undefined
    case '/v1/logout':
      if (!allow(request, ['GET', 'POST'])) return
      dressRequest(request)
      return serveLogout(parts, request)
    case '/v1/par':
      return allow(request, ['POST', 'OPTIONS']) ? servePushed(parts, request) : undefined
    case '/activate':
      return serveActivate(request, (query) => handOver(parts, request, query))
    case '/v1/clients':
      return serveClients(parts, request, undefined)
    case '/v1/device/authorize':
    case '/v1/token':
    case '/v1/introspect':
    case '/v1/revoke':
      return allow(request, ['POST', 'OPTIONS']) ? handOver(parts, request, request.query) : undefined
  }
  const registration = /^\/v1\/clients\/([\w-]{1,64})$/.exec(path)
  if (registration !== null) return serveClients(parts, request, registration[1])
  // The library sends the browser back to these paths after the sign-in.
  if (/^\/(?:v1\/authorize|activate)\/[\w-]{1,64}$/.test(path) && req.method === 'GET')
    return handOver(parts, request, request.query)
  sendNotFound(res, path)
}

async function serveClients(
  { served }: ServerParts,
  request: ServerRequest,
  clientId: string | undefined,
): Promise<void> {
  const { req, res, issuer } = request
  const { server, log } = served
  const { registered } = served.clients
  if (server.registration === undefined || registered === undefined)
    return sendOrgError(res, orgErrors.forbidden, readable)
  if (req.method === 'OPTIONS') return sendPreflight(res, clientId === undefined ? 'POST' : 'GET, DELETE')
  const parts = { server, settings: server.registration, clients: registered, log }
  return serveRegistration(parts, { req, res, issuer, clientId })
}

/** What Okta's organization-level 404 looks like. */
function sendNotFound(res: ServerResponse, path: string): void {
  const errorSummary = `Not found: Resource not found: ${path.slice(0, 100)} (Endpoint)`
  sendJson(res, 404, { errorCode: 'E0000007', errorSummary, errorLink: 'E0000007', errorCauses: [] })
}

function serveDocument({ served }: ServerParts, request: ServerRequest): void {
  const { req, res, path, issuer } = request
  if (req.method === 'OPTIONS') return sendPreflight(res, 'GET')
  if (!allow(request, ['GET', 'HEAD'])) return
  if (path === '/v1/keys') {
    const headers = { ...readable, 'cache-control': `max-age=${keysMaxAge}, must-revalidate` }
    return sendJson(res, 200, served.keys.published, headers)
  }
  const kind = path.endsWith('openid-configuration') ? 'openid-configuration' : 'oauth-authorization-server'
  const headers = { ...readable, 'cache-control': `max-age=${metadataMaxAge}, must-revalidate` }
  sendJson(res, 200, buildDiscoveryDocument(kind, issuer, served.server), headers)
}

function sendPreflight(res: ServerResponse, methods: string): void {
  res.writeHead(204, {
    ...readable,
    'access-control-allow-methods': methods,
    // MCP clients add their protocol version to discovery requests too.
    'access-control-allow-headers': 'authorization, content-type, mcp-protocol-version',
    'access-control-max-age': '3600',
  })
  res.end()
}

function allow({ req, res }: ServerRequest, methods: readonly string[]): boolean {
  if (methods.includes(req.method ?? '')) return true
  const body = {
    error: 'invalid_request',
    error_description: `This endpoint takes ${methods.join(' and ')}.`,
  }
  sendJson(res, 405, body, { allow: methods.join(', ') })
  return false
}

async function serveAuthorize(parts: ServerParts, request: ServerRequest): Promise<void> {
  const { log, clients } = parts.served
  const query = new URLSearchParams(request.query)
  const pushed = readPushedRequest(query)
  if (pushed !== undefined) return handOver(parts, request, `?${pushed.toString()}`)
  const client = await clients.find(query.get('client_id') ?? '')
  const verdict = client.ok
    ? checkAuthorizationRequest(parts.served, query)
    : ({ kind: 'page', problem: client.error } as const)
  if (verdict.kind === 'proceed') return handOver(parts, request, `?${verdict.parameters.toString()}`)
  const { error, description } = verdict.problem
  log.info('An authorization request was refused.', { error, description })
  if (verdict.kind === 'page') return sendPage(request.res, 400, renderErrorPage(description))
  sendRedirect(request.res, buildErrorRedirect(request.issuer, verdict))
}

async function servePushed(parts: ServerParts, request: ServerRequest): Promise<void> {
  const { req, res, query } = request
  const problem = req.method === 'POST' ? await preparePushedRequest(parts.served, req) : undefined
  if (problem !== undefined) return sendJson(res, problem.status, oktaErrorBody(problem), readable)
  return handOver(parts, request, query)
}

/** Gives the request to the library, which is mounted at the path of the issuer. */
async function handOver({ provider }: ServerParts, request: ServerRequest, query: string): Promise<void> {
  const { req, res, path } = request
  dressRequest(request)
  req.url = path + query
  // The library tells its mount path from the difference between these two.
  Object.assign(req, { originalUrl: new URL(request.issuer).pathname + path + query })
  await provider.callback()(req, res)
}

/** The library builds absolute URLs and cookie flags from these headers; whatever the caller sent there is replaced. */
function dressRequest({ req, origin }: ServerRequest): void {
  const { host, protocol } = new URL(origin)
  req.headers.host = host
  req.headers['x-forwarded-host'] = host
  req.headers['x-forwarded-proto'] = protocol.slice(0, -1)
  delete req.headers['x-forwarded-for']
}
