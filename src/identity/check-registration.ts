import { oidcScopes } from './oidc-scopes.ts'
import { checkNames, type AddProblem, type Path } from './problems.ts'
import { isForbiddenScheme } from './redirect-uri-problem.ts'
import type { IdentityDocument } from './schema.ts'

type Server = IdentityDocument['authorizationServers'][number]

/** Adds what is wrong with how clients that the file does not declare may come to a server. */
export function checkRegistration(
  add: AddProblem,
  path: Path,
  server: Server,
  { serve }: Pick<IdentityDocument, 'serve'>,
): void {
  if (serve && server.clientIdMetadata?.loopback === true) {
    const message = 'Documents on the loopback interface are for development, and "serve" is for production.'
    const hint = 'Take "loopback" out: whoever reaches this server could make it ask its own machine.'
    const at = [...path, 'clientIdMetadata', 'loopback']
    add('warning', 'SALLYPORT_IDENTITY_LOOPBACK_DOCUMENTS', at, message, hint)
  }
  const names = [...server.scopes.map((scope) => scope.name), ...oidcScopes]
  for (const key of ['registration', 'clientIdMetadata'] as const) {
    const settings = server[key]
    if (settings === undefined) continue
    checkNames(add, [...path, key, 'scopes'], 'scope', settings.scopes ?? [], names)
    settings.redirectSchemes.forEach((scheme, index) => {
      if (!['http', 'https'].includes(scheme) && !isForbiddenScheme(`${scheme}:`)) return
      const message = `"${scheme}" is not the scheme of an application.`
      const hint = 'https, and http on the loopback interface, are always allowed.'
      const at = [...path, key, 'redirectSchemes', index]
      add('error', 'SALLYPORT_IDENTITY_INVALID_REDIRECT_SCHEME', at, message, hint)
    })
    checkPolicies(add, [...path, key], server)
  }
}

function checkPolicies(add: AddProblem, path: Path, server: Server): void {
  const opens = server.policies.some(
    ({ clients, rules }) =>
      clients === 'ALL_CLIENTS' && rules.some(({ grantTypes }) => grantTypes.includes('authorization_code')),
  )
  if (opens) return
  const message =
    'Clients that the file does not declare get no token: no policy for ALL_CLIENTS lets people sign in.'
  const hint = 'Add a policy with "clients": "ALL_CLIENTS" and a rule for "authorization_code".'
  add('warning', 'SALLYPORT_IDENTITY_REGISTRATION_WITHOUT_POLICY', path, message, hint)
}
