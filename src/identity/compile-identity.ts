import { checkShape, type ShapeProblem } from '../foundation/json/shape.ts'
import { checkIdentity } from './check-identity.ts'
import { compileClient } from './compile-client.ts'
import { fullGrantType } from './grant-types.ts'
import { writtenGroupFilters } from './group-filter.ts'
import { identitySchema, type IdentityDocument } from './schema.ts'
import type {
  AccessPolicy,
  AuthorizationServer,
  Claim,
  ClaimValue,
  Identity,
  IdentityUser,
} from './identity.ts'

/** What became of an identity file: the model, unless a problem is an error. */
export interface CompiledIdentity {
  readonly identity: Identity | undefined
  readonly problems: readonly ShapeProblem[]
}

type ServerDocument = IdentityDocument['authorizationServers'][number]

/** Compiles the value of `config/identity.jsonc`, its `$env(...)` already resolved. */
export function compileIdentity(value: unknown): CompiledIdentity {
  const { value: document, problems: shape } = checkShape<IdentityDocument>(identitySchema, value)
  if (document === undefined) return { identity: undefined, problems: shape }
  const problems = [...shape, ...checkIdentity(document)]
  const failed = problems.some((problem) => problem.severity === 'error')
  return { identity: failed ? undefined : toIdentity(document), problems }
}

function toIdentity(document: IdentityDocument): Identity {
  return {
    serve: document.serve,
    owner: document.owner,
    authorizationServers: document.authorizationServers.map(toServer),
    clients: document.clients.map(compileClient),
    groups: document.groups.map(({ name, description }) => ({ name, description })),
    users: document.users.map(toUser),
  }
}

function toServer(server: ServerDocument): AuthorizationServer {
  return {
    id: server.id,
    name: server.name,
    description: server.description,
    audience: server.audience,
    scopes: server.scopes.map((scope) => ({
      name: scope.name,
      displayName: scope.displayName,
      description: scope.description,
      consent: scope.consent,
      default: scope.default,
      published: scope.published,
    })),
    claims: server.claims.map(toClaim),
    policies: server.policies.map(toPolicy),
    registration: toRegistration(server.registration),
    clientIdMetadata: toClientIdMetadata(server.clientIdMetadata),
  }
}

function toRegistration(settings: ServerDocument['registration']): AuthorizationServer['registration'] {
  if (settings === undefined) return undefined
  return { ...settings, scopes: settings.scopes, initialAccessToken: settings.initialAccessToken }
}

function toClientIdMetadata(
  settings: ServerDocument['clientIdMetadata'],
): AuthorizationServer['clientIdMetadata'] {
  return settings === undefined ? undefined : { ...settings, scopes: settings.scopes }
}

function toClaim(claim: ServerDocument['claims'][number]): Claim {
  return { name: claim.name, tokenType: claim.tokenType, value: toClaimValue(claim), scopes: claim.scopes }
}

function toClaimValue(claim: ServerDocument['claims'][number]): ClaimValue {
  const [filter] = writtenGroupFilters(claim.groups)
  if (filter !== undefined) return { kind: 'groups', filter: filter[0], text: filter[1] }
  return { kind: 'expression', expression: claim.value ?? '' }
}

function toPolicy(policy: ServerDocument['policies'][number]): AccessPolicy {
  return {
    name: policy.name,
    description: policy.description,
    clients: policy.clients,
    rules: policy.rules.map((rule) => ({ ...rule, grantTypes: rule.grantTypes.map(fullGrantType) })),
  }
}

function toUser(user: IdentityDocument['users'][number]): IdentityUser {
  return {
    login: user.login,
    name: user.name,
    email: user.email,
    password: user.password,
    groups: user.groups,
  }
}
