import { randomBytes } from 'node:crypto'
import { apiProblems } from './api-problem.ts'
import type { ApplicationBody } from './application-body.ts'
import { makeId, newObject, type Organization, type OrgApp, type OrgOAuthClient } from './organization.ts'

const grantsOf: Readonly<Record<OrgOAuthClient['application_type'], readonly string[]>> = {
  web: ['authorization_code', 'implicit', 'refresh_token', 'client_credentials', 'interaction_code'],
  native: [
    ...['authorization_code', 'implicit', 'refresh_token', 'password', 'interaction_code'],
    'urn:ietf:params:oauth:grant-type:device_code',
  ],
  browser: ['authorization_code', 'implicit', 'refresh_token', 'interaction_code'],
  service: ['client_credentials', 'urn:ietf:params:oauth:grant-type:token-exchange'],
}

/** Makes an application of what was sent, with Okta's defaults. */
export function createApp(organization: Organization, body: ApplicationBody): OrgApp {
  const id = makeId('0oa')
  const clientId = body.credentials?.oauthClient?.client_id ?? id
  if ([...organization.apps.values()].some((app) => app.clientId === clientId))
    throw refuse('credentials.oauthClient.client_id', 'An object with this field already exists')
  const app: OrgApp = {
    ...newObject('0oa', id),
    clientId,
    status: 'ACTIVE',
    secrets: [],
    assignedGroups: new Map(),
    assignedUsers: new Set(),
    grantedScopes: new Set(),
    ...readFields(body),
  }
  ensureSecret(app, body.credentials?.oauthClient?.client_secret)
  organization.apps.set(id, app)
  return app
}

/** Replaces an application with what was sent; its client id and its secrets stay. */
export function replaceApp(app: OrgApp, body: ApplicationBody): void {
  const clientId = body.credentials?.oauthClient?.client_id
  if (clientId !== undefined && clientId !== app.clientId)
    throw refuse('credentials.oauthClient.client_id', 'The client_id cannot be changed')
  Object.assign(app, readFields(body, app), { lastUpdated: new Date().toISOString() })
  ensureSecret(app, undefined)
}

/** Adds a secret to an application; without a value Okta makes one. */
export function addSecret(app: OrgApp, value = randomBytes(48).toString('base64url')): void {
  app.secrets.push({ ...newObject('ocs'), client_secret: value, status: 'ACTIVE' })
}

function ensureSecret(app: OrgApp, value: string | undefined): void {
  if (app.authMethod.startsWith('client_secret') && app.secrets.length === 0) addSecret(app, value)
}

type Fields = Pick<
  OrgApp,
  'label' | 'pkceRequired' | 'authMethod' | 'autoKeyRotation' | 'oauthClient' | 'notes' | 'profile'
>

function readFields(body: ApplicationBody, known?: OrgApp): Fields {
  const oauthClient = readOAuthClient(body, known)
  const credentials = body.credentials?.oauthClient ?? undefined
  const type = oauthClient.application_type
  const isPublic = type === 'native' || type === 'browser'
  const authMethod = credentials?.token_endpoint_auth_method ?? (isPublic ? 'none' : 'client_secret_basic')
  const pkceRequired = credentials?.pkce_required ?? isPublic
  if (authMethod === 'none' && !pkceRequired)
    throw refuse('credentials.oauthClient.pkce_required', 'PKCE is required without client authentication')
  if (authMethod === 'private_key_jwt' && oauthClient.jwks === undefined)
    throw refuse('settings.oauthClient.jwks', 'A key is required for private_key_jwt')
  if (isPublic && authMethod.startsWith('client_secret') && type === 'browser')
    throw refuse('credentials.oauthClient.token_endpoint_auth_method', 'Browser clients keep no secret')
  const { admin, enduser } = body.settings.notes ?? {}
  return {
    label: body.label,
    pkceRequired,
    authMethod,
    autoKeyRotation: credentials?.autoKeyRotation ?? true,
    oauthClient,
    notes: { ...(admin ? { admin } : {}), ...(enduser ? { enduser } : {}) },
    profile: body.profile ?? {},
  }
}

function readOAuthClient(body: ApplicationBody, known?: OrgApp): OrgOAuthClient {
  const sent = body.settings.oauthClient
  const type = sent.application_type
  const refused = sent.grant_types.filter((grant) => !grantsOf[type].includes(grant))
  if (refused.length > 0) {
    const why = `${refused.join(', ')} is not allowed for application_type ${type}`
    throw refuse('settings.oauthClient.grant_types', why)
  }
  const uris = sent.redirect_uris ?? []
  if (uris.length === 0 && sent.grant_types.some((grant) => /^(?:authorization_code|implicit)$/.test(grant)))
    throw refuse('settings.oauthClient.redirect_uris', 'At least one redirect URI is required')
  for (const uri of uris)
    if (!URL.canParse(uri) || uri.includes('#'))
      throw refuse('settings.oauthClient.redirect_uris', `${uri} is not a valid URI`)
  const rotation = type === 'browser' ? 'ROTATE' : 'STATIC'
  return {
    application_type: type,
    grant_types: sent.grant_types,
    response_types: sent.response_types ?? [],
    redirect_uris: uris,
    post_logout_redirect_uris: sent.post_logout_redirect_uris ?? [],
    consent_method: sent.consent_method,
    issuer_mode: sent.issuer_mode,
    wildcard_redirect: sent.wildcard_redirect,
    refresh_token: sent.refresh_token ??
      known?.oauthClient.refresh_token ?? { rotation_type: rotation, leeway: 30 },
    ...(sent.jwks ? { jwks: sent.jwks } : {}),
  }
}

function refuse(field: string, why: string): Error {
  return apiProblems.invalid(field, [`${field}: ${why}`])
}
