import { makeId, newObject, type OrgClaim, type OrgScope, type OrgServer } from './organization.ts'

const systemScopeNames = ['openid', 'profile', 'email', 'address', 'phone', 'offline_access', 'device_sso']

/** The scopes that every new server has. */
export function systemScopes(): Map<string, OrgScope> {
  const scopes = systemScopeNames.map((name): OrgScope => ({
    id: makeId('scp'),
    name,
    displayName: name,
    description: '',
    consent: name === 'offline_access' ? 'REQUIRED' : 'IMPLICIT',
    metadataPublish: 'ALL_CLIENTS',
    default: false,
    optional: false,
    system: true,
  }))
  return new Map(scopes.map((scope) => [scope.id, scope]))
}

/** The claims that every new server has. */
export function systemClaims(): Map<string, OrgClaim> {
  const sub: OrgClaim = {
    id: makeId('ocl'),
    name: 'sub',
    status: 'ACTIVE',
    claimType: 'RESOURCE',
    valueType: 'EXPRESSION',
    value: '(appuser != null) ? appuser.userName : app.clientId',
    alwaysIncludeInToken: true,
    conditions: { scopes: [] },
    system: true,
  }
  return new Map([[sub.id, sub]])
}

/** The server `default` of a new organization, which comes without an access policy. */
export function defaultServer(): OrgServer {
  return {
    ...newObject('aus', 'default'),
    name: 'default',
    description: 'Default Authorization Server for your Applications',
    audiences: ['api://default'],
    issuerMode: 'ORG_URL',
    status: 'ACTIVE',
    default: true,
    scopes: systemScopes(),
    claims: systemClaims(),
    policies: [],
  }
}
