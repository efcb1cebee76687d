import type {
  AuthorizationServer,
  Claim,
  GroupFilter,
  Identity,
  IdentityClient,
  IdentityUser,
  TokenEndpointAuthMethod,
} from '../../identity/identity.ts'
import {
  everyoneOf,
  type Organization,
  type OrgApp,
  type OrgClaim,
  type OrgPolicy,
  type OrgRule,
  type OrgServer,
} from './organization.ts'

/** One server of an organization as the embedded authorization server knows it: what is ACTIVE, ids turned into names. */
export function toIdentity(organization: Organization, server: OrgServer): Identity {
  const active = <T extends { readonly status: string }>(items: Iterable<T>): T[] =>
    [...items].filter(({ status }) => status === 'ACTIVE')
  return {
    serve: true,
    owner: undefined,
    authorizationServers: [
      {
        ...toServer(server),
        policies: active(server.policies).map((policy) => ({
          ...toPolicy(policy),
          rules: active(policy.rules).map((rule) => toRule(organization, rule)),
        })),
      },
    ],
    clients: active(organization.apps.values()).map((app) => toClient(organization, app)),
    groups: [...organization.groups.values()].map(({ profile }) => ({
      name: profile.name,
      description: profile.description ?? undefined,
    })),
    users: active(organization.users.values()).map((user): IdentityUser => {
      const { firstName, lastName, login, email } = user.profile
      const groups = [...organization.groups.values()].filter(({ members }) => members.has(user.id))
      return {
        login,
        email,
        name: `${firstName} ${lastName}`.trim(),
        password: undefined,
        groups: groups.map(({ profile }) => profile.name),
      }
    }),
  }
}

function toServer(server: OrgServer): Omit<AuthorizationServer, 'policies'> {
  return {
    id: server.id,
    name: server.name,
    description: server.description,
    audience: server.audiences[0] ?? '',
    scopes: [...server.scopes.values()]
      .filter(({ system }) => !system)
      .map((scope) => ({
        name: scope.name,
        displayName: scope.displayName,
        description: scope.description,
        consent: scope.consent,
        default: scope.default,
        published: scope.metadataPublish === 'ALL_CLIENTS',
      })),
    claims: [...server.claims.values()]
      .filter(({ system, status }) => !system && status === 'ACTIVE')
      .map(toClaim),
    registration: undefined,
    clientIdMetadata: undefined,
  }
}

const filters: Readonly<Record<NonNullable<OrgClaim['group_filter_type']>, GroupFilter>> = {
  STARTS_WITH: 'startsWith',
  EQUALS: 'equals',
  CONTAINS: 'contains',
  REGEX: 'regex',
}

function toClaim(claim: OrgClaim): Claim {
  return {
    name: claim.name,
    tokenType: claim.claimType === 'RESOURCE' ? 'access' : 'id',
    value:
      claim.group_filter_type === undefined
        ? { kind: 'expression', expression: claim.value }
        : { kind: 'groups', filter: filters[claim.group_filter_type], text: claim.value },
    scopes: claim.conditions.scopes,
  }
}

function toPolicy(policy: OrgPolicy): Omit<AuthorizationServer['policies'][number], 'rules'> {
  const all = policy.clients.includes('ALL_CLIENTS')
  return {
    name: policy.name,
    description: policy.description,
    clients: all ? 'ALL_CLIENTS' : policy.clients,
  }
}

function toRule(
  organization: Organization,
  rule: OrgRule,
): AuthorizationServer['policies'][number]['rules'][number] {
  const { people, grantTypes, scopes } = rule.conditions
  const everyone = people.groups.include.includes('EVERYONE')
  const { inlineHook: _hook, ...lives } = rule.actions.token
  return {
    name: rule.name,
    grantTypes: grantTypes.include,
    people: everyone
      ? { groups: [], users: [] }
      : {
          groups: people.groups.include.map((id) => organization.groups.get(id)?.profile.name ?? id),
          users: people.users.include.map((id) => organization.users.get(id)?.profile.login ?? id),
        },
    scopes: scopes.include.includes('*') ? '*' : scopes.include,
    inlineHook: 'none',
    ...lives,
  }
}

function toClient(organization: Organization, app: OrgApp): IdentityClient {
  const { oauthClient } = app
  return {
    id: app.clientId,
    name: app.label,
    type: oauthClient.application_type,
    tokenEndpointAuthMethod: app.authMethod as TokenEndpointAuthMethod,
    secret: undefined,
    jwks: oauthClient.jwks,
    pkceRequired: app.pkceRequired,
    grantTypes: oauthClient.grant_types,
    redirectUris: oauthClient.redirect_uris,
    postLogoutRedirectUris: oauthClient.post_logout_redirect_uris,
    assignedTo: {
      groups: [...app.assignedGroups.keys()].map((id) =>
        id === everyoneOf(organization).id ? 'Everyone' : (organization.groups.get(id)?.profile.name ?? id),
      ),
      users: [...app.assignedUsers].map((id) => organization.users.get(id)?.profile.login ?? id),
    },
  }
}
