import type { Context, Provider } from 'oidc-provider'
import { deviceCodeGrant } from '../../identity/grant-types.ts'
import { describeTokenError } from './describe-token-error.ts'
import { boundCodeAttempts } from './device/bound-code-attempts.ts'
import { createSlowDown, pollingInterval } from './device/slow-down.ts'
import { explainError } from './explain-error.ts'
import { isLibraryError } from './library-error.ts'
import type { OidcProvider } from './load-oidc-provider.ts'
import { oktaErrorBody, oktaErrors, type OktaError } from './okta-errors.ts'
import { renderErrorPage } from './pages/error-page.ts'
import { buildProviderConfiguration } from './provider-configuration.ts'
import { createPushedRequestMiddleware, isRefusedAlready } from './push-request.ts'
import { isRegisteredRedirectUri } from './redirect-uris.ts'
import { showPage } from './send-answer.ts'
import { digest } from './registration/digest.ts'
import type { ServedServer } from './served-server.ts'
import { createTokenStateMiddleware, structuredToken } from './token-state-endpoints.ts'

/** The library's server for one authorization server under one spelling of its issuer. */
export function createProvider(library: OidcProvider, served: ServedServer, issuer: string): Provider {
  const configuration = buildProviderConfiguration(library, served, issuer, (context, _out, error) =>
    showError(context, error),
  )
  const provider = new library.Provider(issuer, configuration)
  // Host and scheme of the URLs it builds come from headers that serve-request.ts writes itself.
  provider.proxy = true
  provider.silent = true
  provider.Client.prototype.redirectUriAllowed = function (uri) {
    const client = served.clients.get(this.clientId)
    return client !== undefined && isRegisteredRedirectUri(client, uri)
  }
  provider.use(createPushedRequestMiddleware(served))
  provider.use(createTokenStateMiddleware(served))
  boundCodeAttempts(library, provider, served.storage, served.server.id)
  provider.use(createSlowDown(served.storage, served.server.id))
  const { compareClientSecret } = provider.Client.prototype
  provider.Client.prototype.compareClientSecret = function (actual) {
    // Of a secret that was handed out at a registration only the digest is kept.
    const isDigest = served.clients.get(this.clientId)?.selfRegistered?.by === 'registration'
    return compareClientSecret.call(this, isDigest ? digest(actual) : actual)
  }
  listen(provider, served)
  return provider
}

/** Routes that clients call, not browsers. */
const jsonRoutes: ReadonlySet<string> = new Set([
  'device_authorization',
  'introspection',
  'pushed_authorization_request',
  'revocation',
  'token',
])

const clientEvents = [
  'device_authorization.error',
  'grant.error',
  'introspection.error',
  'pushed_authorization_request.error',
  'revocation.error',
]

function listen(provider: Provider, served: ServedServer): void {
  const { log } = served
  for (const event of clientEvents) {
    provider.on(event, (context, error) => {
      const problem = describe(served, context, error)
      answerJson(context, problem)
      // No last words: the middlewares of these routes go on where the library ends.
      if (problem.error === structuredToken || isRefusedAlready(context.req, problem.status)) return
      log.info('A token request was refused.', {
        ...requestFields(context),
        ...refusalFields(problem, error),
      })
    })
  }
  provider.on('grant.revoked', (context) => {
    log.info('All tokens of a sign-in were revoked.', requestFields(context))
  })
  provider.on('grant.success', (context) => {
    const { registered } = served.clients
    registered?.recordUse(context.oidc.client?.clientId ?? '').catch((error: unknown) => {
      log.error('The use of a registered client could not be noted.', { error })
    })
  })
  provider.on('device_authorization.success', (context) => {
    Object.assign(context.body as object, { interval: pollingInterval })
  })
  for (const event of ['authorization.error', 'code_verification.error', 'device_resume.error']) {
    provider.on(event, (context, error) => {
      log.info('An authorization request was refused.', {
        ...requestFields(context),
        ...refusalFields(undefined, error),
      })
    })
  }
  provider.on('server_error', (context, error) => {
    if (jsonRoutes.has(context.oidc.route)) answerJson(context, oktaErrors.internal)
    log.error('The authorization server failed.', { ...requestFields(context), error })
  })
}

function describe(served: ServedServer, context: Context, error: Error): OktaError {
  if (!isLibraryError(error)) return oktaErrors.internal
  const { client, params = {} } = context.oidc
  const { grant_type: grantType, resource } = params
  const forDevice = context.oidc.route === 'device_authorization'
  return describeTokenError(error, {
    grantType: forDevice ? deviceCodeGrant : typeof grantType === 'string' ? grantType : undefined,
    clientGrantTypes: served.clients.get(client?.clientId ?? '')?.grantTypes ?? [],
    resource: typeof resource === 'string' ? resource : '',
  })
}

function answerJson(context: Context, problem: OktaError): void {
  context.status = problem.status
  context.type = 'json'
  context.body = oktaErrorBody(problem)
}

function requestFields(context: Context): Record<string, unknown> {
  const { client, params = {} } = context.oidc
  return { clientId: client?.clientId, grantType: params['grant_type'] }
}

function refusalFields(problem: OktaError | undefined, error: Error): Record<string, unknown> {
  if (!isLibraryError(error)) return { reason: error.message }
  return {
    error: problem?.error ?? error.error,
    description: problem?.description ?? error.error_description,
    ...(error.error_detail === undefined ? {} : { reason: error.error_detail }),
  }
}

function showError(context: Context, error: Error): void {
  showPage(context, isLibraryError(error) ? error.statusCode : 500, renderErrorPage(explainError(error)))
}
