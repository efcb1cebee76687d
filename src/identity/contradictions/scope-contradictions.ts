import type { AuthorizationServer, Identity, Scope } from '../identity.ts'
import type { AddProblem, Path } from '../problems.ts'
import { clientsOf } from './reachable-grants.ts'

/** Scopes that nobody can get, nobody finds, or that fail for programs. */
export function findScopeContradictions(
  add: AddProblem,
  path: Path,
  server: AuthorizationServer,
  identity: Identity,
): void {
  const rules = server.policies.flatMap((policy) => policy.rules)
  server.scopes.forEach((scope, index) => {
    const at = [...path, 'scopes', index]
    const allowed = rules.some(({ scopes }) => scopes === '*' || scopes.includes(scope.name))
    if (rules.length > 0 && !allowed) {
      const message = `No rule allows the scope "${scope.name}", so whoever asks for it gets no token at all.`
      add('warning', 'SALLYPORT_IDENTITY_SCOPE_WITHOUT_RULE', at, message, 'Name it in a rule, or remove it.')
    }
    findHiddenScope(add, at, scope)
    findConsentWithoutPerson(add, at, scope, server, identity)
  })
}

function findHiddenScope(add: AddProblem, path: Path, scope: Scope): void {
  if (!scope.published) {
    const message = `Clients do not find the scope "${scope.name}" in the metadata of the server.`
    const hint = 'Remove "published": false, unless every client is told by hand what to ask for.'
    add('warning', 'SALLYPORT_IDENTITY_SCOPE_NOT_PUBLISHED', [...path, 'published'], message, hint)
  }
  if (!/^okta[.:]/.test(scope.name)) return
  const message = `Okta keeps scopes that begin with "okta." and "okta:" for itself.`
  add('warning', 'SALLYPORT_IDENTITY_SCOPE_RESERVED', [...path, 'name'], message, 'Give it another name.')
}

/** Where no person is, none can consent: Okta answers consent_required. */
function findConsentWithoutPerson(
  add: AddProblem,
  path: Path,
  scope: Scope,
  server: AuthorizationServer,
  identity: Identity,
): void {
  if (scope.consent !== 'REQUIRED') return
  const programs = server.policies
    .filter(({ rules }) =>
      rules.some(
        (rule) =>
          rule.grantTypes.includes('client_credentials') &&
          (rule.scopes === '*' || rule.scopes.includes(scope.name)),
      ),
    )
    .flatMap((policy) => clientsOf(policy, identity))
    .filter(({ grantTypes }) => grantTypes.includes('client_credentials'))
  const [program] = programs
  if (program === undefined) return
  const message = `"${program.id}" cannot get "${scope.name}" with client_credentials: consent is required, and no person is there.`
  const hint = 'Write "consent": "FLEXIBLE" to ask only people, or "IMPLICIT" to ask nobody.'
  add('warning', 'SALLYPORT_IDENTITY_CONSENT_WITHOUT_PERSON', [...path, 'consent'], message, hint)
}
