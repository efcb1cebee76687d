import type { OktaOrg } from '../../src/testing/index.ts'

/** An answer of the Management API. */
export interface OktaAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: Record<string, unknown>
}

/** Calls the Management API of an organization as its administrator, or with another Authorization header. */
export async function callOkta(
  org: Pick<OktaOrg, 'origin' | 'apiToken'>,
  method: string,
  path: string,
  body?: unknown,
  authorization = `SSWS ${org.apiToken}`,
): Promise<OktaAnswer> {
  const response = await fetch(org.origin + path, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
  }
}

/** A list of the Management API, one page. */
export async function listOkta(
  org: Pick<OktaOrg, 'origin' | 'apiToken'>,
  path: string,
): Promise<Record<string, unknown>[]> {
  return (await callOkta(org, 'GET', path)).body as unknown as Record<string, unknown>[]
}

/** The body of a service application, with changes to its OAuth settings. */
export function appBody(label: string, oauthClient: object = {}, credentials: object = {}): object {
  return {
    name: 'oidc_client',
    label,
    signOnMode: 'OPENID_CONNECT',
    credentials: { oauthClient: { token_endpoint_auth_method: 'client_secret_basic', ...credentials } },
    settings: {
      oauthClient: { application_type: 'service', grant_types: ['client_credentials'], ...oauthClient },
    },
  }
}

/** Makes an authorization server and answers its path. */
export async function createServer(
  org: Pick<OktaOrg, 'origin' | 'apiToken'>,
  name = 'MCP',
): Promise<{ readonly id: string; readonly path: string }> {
  const root = '/api/v1/authorizationServers'
  const { body } = await callOkta(org, 'POST', root, { name, audiences: ['http://127.0.0.1:9000/mcp'] })
  const id = String(body['id'])
  return { id, path: `${root}/${id}` }
}

/** The body of a rule for anybody and any scope, with changes. */
export function ruleBody(name: string, change: object = {}): object {
  return {
    type: 'RESOURCE_ACCESS',
    name,
    conditions: {
      people: { groups: { include: ['EVERYONE'] } },
      grantTypes: { include: ['client_credentials', 'authorization_code'] },
      scopes: { include: ['*'] },
    },
    actions: {
      token: {
        accessTokenLifetimeMinutes: 60,
        refreshTokenLifetimeMinutes: 600,
        refreshTokenWindowMinutes: 600,
      },
    },
    ...change,
  }
}

/** The body of a policy for some clients. */
export function policyBody(name: string, change: object = {}): object {
  return {
    type: 'OAUTH_AUTHORIZATION_POLICY',
    name,
    description: name,
    conditions: { clients: { include: ['ALL_CLIENTS'] } },
    ...change,
  }
}
