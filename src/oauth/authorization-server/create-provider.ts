import type { Context, Provider } from 'oidc-provider'
import { deviceCodeGrant } from '../../identity/grant-types.ts'
import { deviceGrantRefusal, describeTokenError } from './describe-token-error.ts'
import { isLibraryError, toLibraryError } from './library-error.ts'
import type { OidcProvider } from './load-oidc-provider.ts'
import { oktaErrorBody, oktaErrors, type OktaError } from './okta-errors.ts'
import { renderErrorPage } from './pages/error-page.ts'
import { pageHeaders } from './pages/page.ts'
import { buildProviderConfiguration } from './provider-configuration.ts'
import { isRegisteredRedirectUri } from './redirect-uris.ts'
import { digest } from './registration/digest.ts'
import type { ServedServer } from './served-server.ts'

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
  const { compareClientSecret } = provider.Client.prototype
  provider.Client.prototype.compareClientSecret = function (actual) {
    // Of a secret that was handed out at a registration only the digest is kept.
    const isDigest = served.clients.get(this.clientId)?.selfRegistered?.by === 'registration'
    return compareClientSecret.call(this, isDigest ? digest(actual) : actual)
  }
  provider.registerGrantType(deviceCodeGrant, async () => {
    throw toLibraryError(library, deviceGrantRefusal)
  })
  listen(provider, served)
  return provider
}

function listen(provider: Provider, served: ServedServer): void {
  const { log } = served
  for (const event of ['grant.error', 'revocation.error']) {
    provider.on(event, (context, error) => {
      const problem = describe(served, context, error)
      answerJson(context, problem)
      log.info('A token request was refused.', {
        ...requestFields(context),
        ...refusalFields(problem, error),
      })
    })
  }
  provider.on('grant.success', (context) => {
    const { registered } = served.clients
    registered?.recordUse(context.oidc.client?.clientId ?? '').catch((error: unknown) => {
      log.error('The use of a registered client could not be noted.', { error })
    })
  })
  provider.on('authorization.error', (context, error) => {
    log.info('An authorization request was refused.', {
      ...requestFields(context),
      ...refusalFields(undefined, error),
    })
  })
  provider.on('server_error', (context, error) => {
    if (context.oidc.route === 'token' || context.oidc.route === 'revocation')
      answerJson(context, oktaErrors.internal)
    log.error('The authorization server failed.', { ...requestFields(context), error })
  })
}

function describe(served: ServedServer, context: Context, error: Error): OktaError {
  if (!isLibraryError(error)) return oktaErrors.internal
  const { client, params = {} } = context.oidc
  const { grant_type: grantType, resource } = params
  return describeTokenError(error, {
    grantType: typeof grantType === 'string' ? grantType : undefined,
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
  const known = isLibraryError(error)
  context.status = known ? error.statusCode : 500
  for (const [name, value] of Object.entries(pageHeaders)) context.set(name, value)
  context.type = 'html'
  context.body = renderErrorPage(known ? explain(error) : oktaErrors.internal.description)
}

/** The library's words for a sign-in that cannot go on are for developers; a person needs what to do. */
function explain(error: Error & { error_description?: string }): string {
  if (error.name === 'SessionNotFound')
    return 'This sign-in has expired. Go back to your application and start again.'
  return error.error_description ?? 'The request cannot be served.'
}
