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
import { isRegisteredRedirectUri } from './redirect-uris.ts'
import { showPage } from './send-answer.ts'
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
  boundCodeAttempts(library, provider, served.storage, served.server.id)
  provider.use(createSlowDown(served.storage, served.server.id))
  listen(provider, served)
  return provider
}

function listen(provider: Provider, served: ServedServer): void {
  const { log } = served
  for (const event of ['grant.error', 'revocation.error', 'device_authorization.error']) {
    provider.on(event, (context, error) => {
      const problem = describe(served, context, error)
      answerJson(context, problem)
      log.info('A token request was refused.', {
        ...requestFields(context),
        ...refusalFields(problem, error),
      })
    })
  }
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
    if (['token', 'revocation', 'device_authorization'].includes(context.oidc.route))
      answerJson(context, oktaErrors.internal)
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
