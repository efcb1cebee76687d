import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AuthorizationServer, RegistrationSettings } from '../../../identity/identity.ts'
import { isOidcScope } from '../../../identity/oidc-scopes.ts'
import type { Log } from '../../../telemetry/log.ts'
import { orgErrors, sendOrgError } from '../org-errors.ts'
import { readBody, sendJson } from '../send-answer.ts'
import { digest, matchesDigest } from './digest.ts'
import { networkOf } from './network-of.ts'
import { parseClientMetadata, type ClientMetadata } from './parse-client-metadata.ts'
import type { RegisteredClients, Registration } from './registered-clients.ts'

/** A request to the registration endpoint of a server, or to one registration below it. */
export interface RegistrationExchange {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  readonly issuer: string
  /** The id in the path; undefined at the endpoint itself. */
  readonly clientId: string | undefined
}

/** What the endpoint needs beside the exchange. */
export interface RegistrationParts {
  readonly server: AuthorizationServer
  readonly settings: RegistrationSettings
  readonly clients: RegisteredClients
  readonly log: Log
}

/** Longest body, in bytes. */
const bodyLimit = 16 * 1024
const readable = { 'access-control-allow-origin': '*', 'cache-control': 'no-store' }

/** Serves dynamic client registration: POST registers (RFC 7591), GET reads and DELETE removes (RFC 7592). */
export async function serveRegistration(
  parts: RegistrationParts,
  exchange: RegistrationExchange,
): Promise<void> {
  const { req, res, clientId } = exchange
  const methods = clientId === undefined ? ['POST'] : ['GET', 'DELETE']
  if (!methods.includes(req.method ?? ''))
    return sendOrgError(res, orgErrors.methodNotAllowed, { ...readable, allow: methods.join(', ') })
  if (clientId === undefined) return register(parts, exchange)
  const registration = await parts.clients.read(clientId, bearerOf(req) ?? '')
  // RFC 7592 section 2.1: who has no right to a registration does not hear whether it is there.
  if (registration === undefined) return refuseBearer(res)
  if (req.method === 'GET')
    return sendJson(res, 200, describe(parts, exchange.issuer, registration), readable)
  await parts.clients.remove(clientId)
  parts.log.info('A registered client removed itself.', { clientId })
  res.writeHead(204, readable).end()
}

async function register(parts: RegistrationParts, { req, res, issuer }: RegistrationExchange): Promise<void> {
  const { settings, log } = parts
  const expected = settings.initialAccessToken
  if (expected !== undefined && !matchesDigest(bearerOf(req) ?? '', digest(expected)))
    return refuseBearer(res)
  if (!/^application\/json\b/i.test(req.headers['content-type'] ?? ''))
    return refuse(res, 'invalid_client_metadata', 'The body must be application/json.')
  const body = await readBody(req, bodyLimit)
  if (body === undefined)
    return refuse(res, 'invalid_client_metadata', `The body is longer than ${bodyLimit} bytes.`, 413)
  const metadata = parseClientMetadata(parseJson(body), {
    authMethods: ['none', 'client_secret_basic', 'client_secret_post'],
    // RFC 7591 section 2: what a client gets that does not choose.
    defaultAuthMethod: 'client_secret_basic',
    ...settings,
  })
  if (!metadata.ok) {
    log.info('A registration was refused.', { ...metadata.error })
    return refuse(res, metadata.error.error, metadata.error.description)
  }
  const outcome = await parts.clients.register(metadata.value, networkOf(req.socket.remoteAddress ?? ''))
  if (outcome === 'full' || outcome === 'too_many_from_address') {
    log.warn('A registration was refused.', { reason: outcome, address: req.socket.remoteAddress })
    return sendOrgError(res, orgErrors.rateLimit, { ...readable, 'retry-after': '3600' })
  }
  log.info('A client registered itself.', { clientId: outcome.clientId, name: outcome.metadata.name })
  sendJson(res, 201, describe(parts, issuer, outcome), readable)
}

/** RFC 7591 section 3.2.1: everything that is registered, whatever was asked for. */
function describe(parts: RegistrationParts, issuer: string, registration: Registration): object {
  const { clientId, metadata, issuedAt, secret, accessToken } = registration
  return {
    client_id: clientId,
    client_id_issued_at: issuedAt,
    ...(secret === undefined ? {} : { client_secret: secret, client_secret_expires_at: 0 }),
    ...(accessToken === undefined
      ? {}
      : {
          registration_access_token: accessToken,
          registration_client_uri: `${issuer}/v1/clients/${clientId}`,
        }),
    client_name: metadata.name,
    application_type: metadata.authMethod === 'none' ? 'native' : 'web',
    redirect_uris: metadata.redirectUris,
    grant_types: metadata.grantTypes,
    response_types: ['code'],
    token_endpoint_auth_method: metadata.authMethod,
    scope: admittedScopes(parts, metadata).join(' '),
  }
}

/** Of what the client means to ask for, what exists for it; all of it when it does not say, or names nothing of it. */
function admittedScopes(
  { server, settings }: RegistrationParts,
  { scopes }: ClientMetadata,
): readonly string[] {
  const custom = settings.scopes ?? server.scopes.map(({ name }) => name)
  const admitted = scopes.filter((scope) => isOidcScope(scope) || custom.includes(scope))
  return admitted.length > 0 ? admitted : custom
}

function refuse(res: ServerResponse, error: string, description: string, status = 400): void {
  sendJson(res, status, { error, error_description: description }, readable)
}

function refuseBearer(res: ServerResponse): void {
  const body = { error: 'invalid_token', error_description: 'The token is invalid.' }
  sendJson(res, 401, body, { ...readable, 'www-authenticate': 'Bearer error="invalid_token"' })
}

function bearerOf(req: IncomingMessage): string | undefined {
  return /^Bearer ([\x21-\x7e]{1,512})$/i.exec(req.headers.authorization ?? '')?.[1]
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
