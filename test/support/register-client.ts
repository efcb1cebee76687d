import type { AuthorizationServer } from '../../src/identity/identity.ts'
import type { Storage } from '../../src/storage/storage.ts'
import {
  nativeCallback,
  sampleIdentity,
  startAuthorizationServerWorld,
  type AuthorizationServerWorld,
} from './authorization-server-world.ts'
import { withServerSettings } from './identity-parts.ts'

/** What most MCP clients say of themselves. */
export const publicMetadata = {
  client_name: 'Some MCP client',
  redirect_uris: [nativeCallback],
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  token_endpoint_auth_method: 'none',
  application_type: 'native',
}

/** The sample servers, with more settings on each. */
export function startRegisteringWorld(
  settings: Partial<AuthorizationServer>,
  storage?: Storage,
): Promise<AuthorizationServerWorld> {
  return startAuthorizationServerWorld({
    ...(storage === undefined ? {} : { storage }),
    identity: (origin) => withServerSettings(sampleIdentity(origin), settings),
  })
}

/** An answer of the registration endpoint. */
export interface RegistrationAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: Record<string, unknown>
  readonly clientId: string
}

/** Posts metadata to the registration endpoint of an issuer. */
export async function registerClient(
  issuer: string,
  metadata: unknown = publicMetadata,
  headers: Record<string, string> = {},
): Promise<RegistrationAnswer> {
  const response = await fetch(`${issuer}/v1/clients`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof metadata === 'string' ? metadata : JSON.stringify(metadata),
  })
  const body = (await response.json()) as Record<string, unknown>
  return { status: response.status, headers: response.headers, body, clientId: String(body['client_id']) }
}
