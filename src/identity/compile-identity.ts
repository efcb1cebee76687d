import { checkShape, type ShapeProblem } from '../foundation/json/shape.ts'
import { checkIdentity } from './check-identity.ts'
import { fullGrantType } from './grant-types.ts'
import { identitySchema, type IdentityDocument } from './schema.ts'
import type { AccessPolicy, AuthorizationServer, Identity, IdentityClient, IdentityUser } from './identity.ts'

/** What became of an identity file: the model, unless a problem is an error. */
export interface CompiledIdentity {
  readonly identity: Identity | undefined
  readonly problems: readonly ShapeProblem[]
}

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
    authorizationServers: document.authorizationServers.map(toServer),
    clients: document.clients.map(toClient),
    users: document.users.map(toUser),
  }
}

function toServer(server: IdentityDocument['authorizationServers'][number]): AuthorizationServer {
  return {
    id: server.id,
    name: server.name,
    description: server.description,
    audience: server.audience,
    scopes: server.scopes.map((scope) => ({
      name: scope.name,
      displayName: scope.displayName,
      description: scope.description,
      default: scope.default,
    })),
    policies: server.policies.map(toPolicy),
  }
}

function toPolicy(
  policy: IdentityDocument['authorizationServers'][number]['policies'][number],
): AccessPolicy {
  return {
    name: policy.name,
    description: policy.description,
    clients: policy.clients,
    rules: policy.rules.map((rule) => ({ ...rule, grantTypes: rule.grantTypes.map(fullGrantType) })),
  }
}

function toClient(client: IdentityDocument['clients'][number]): IdentityClient {
  return {
    id: client.id,
    name: client.name,
    type: client.type,
    secret: client.type === 'web' || client.type === 'service' ? client.secret : undefined,
    grantTypes: client.grantTypes.map(fullGrantType),
    redirectUris: client.redirectUris,
  }
}

function toUser(user: IdentityDocument['users'][number]): IdentityUser {
  return { login: user.login, name: user.name, email: user.email, password: user.password }
}
