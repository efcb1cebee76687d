import { createHash } from 'node:crypto'
import { isOktaClientId } from '../../../identity/okta-client-id.ts'
import { shortGrantType } from '../../../identity/grant-types.ts'
import { isPublicType, usesSecret } from '../../../identity/compile-client.ts'
import type { Identity, IdentityClient, PublicJwk } from '../../../identity/identity.ts'
import type { Fields } from '../../resource.ts'
import type { OktaBody, OktaResource } from '../resource.ts'
import { readMarker, writeMarker } from '../ownership-marker.ts'
import { resourceKeys } from '../resource-keys.ts'

/** An application as Okta answers it, as far as it is declared. */
export interface AppBody {
  readonly id: string
  readonly label: string
  readonly status: string
  readonly credentials: {
    readonly oauthClient: {
      readonly client_id: string
      readonly token_endpoint_auth_method?: string
      readonly pkce_required?: boolean
    }
  }
  readonly settings: {
    readonly notes?: { readonly admin?: string | null } | null
    readonly oauthClient: {
      readonly application_type?: string
      readonly grant_types?: readonly string[]
      readonly redirect_uris?: readonly string[] | null
      readonly post_logout_redirect_uris?: readonly string[] | null
      readonly consent_method?: string
      readonly refresh_token?: { readonly rotation_type?: string } | null
      readonly jwks?: { readonly keys?: readonly PublicJwk[] } | null
    }
  }
}

/** A declared client; at Okta it is an application that has the same client id where Okta can take it. */
export function describeClient(client: IdentityClient, identity: Identity, owner: string): OktaResource {
  const key = resourceKeys.client(client.id)
  const asksConsent = identity.authorizationServers.some(({ scopes }) =>
    scopes.some(({ consent }) => consent !== 'IMPLICIT'),
  )
  const consent = asksConsent && client.type !== 'service' ? 'REQUIRED' : 'TRUSTED'
  return {
    key,
    kind: 'client',
    name: client.id,
    parent: undefined,
    whenForeign: 'refuse',
    hasSecret: usesSecret(client),
    fields: {
      name: client.name,
      type: client.type,
      tokenEndpointAuthMethod: client.tokenEndpointAuthMethod,
      pkceRequired: client.pkceRequired,
      grantTypes: client.grantTypes.map(shortGrantType).sort(),
      redirectUris: [...client.redirectUris].sort(),
      postLogoutRedirectUris: [...client.postLogoutRedirectUris].sort(),
      keys: (client.jwks?.keys ?? []).map(nameKey).sort(),
      consent,
      refreshTokens: rotationOf(client),
      status: 'ACTIVE',
      owner,
    },
    toBody: async () => toBody(client, consent, writeMarker(undefined, { owner, key })),
  }
}

function toBody(client: IdentityClient, consent: string, mark: string): OktaBody {
  const signsIn = client.grantTypes.includes('authorization_code')
  return {
    name: 'oidc_client',
    label: client.name,
    signOnMode: 'OPENID_CONNECT',
    credentials: {
      oauthClient: {
        ...(isOktaClientId(client.id) ? { client_id: client.id } : {}),
        autoKeyRotation: true,
        pkce_required: client.pkceRequired,
        token_endpoint_auth_method: client.tokenEndpointAuthMethod,
      },
    },
    settings: {
      notes: { admin: mark },
      oauthClient: {
        application_type: client.type,
        grant_types: client.grantTypes,
        response_types: signsIn ? ['code'] : client.type === 'service' ? ['token'] : [],
        redirect_uris: client.redirectUris,
        post_logout_redirect_uris: client.postLogoutRedirectUris,
        consent_method: consent,
        refresh_token: { rotation_type: rotationOf(client) },
        jwks: client.jwks,
      },
    },
  }
}

/** Okta's own default: a client without a secret gets a new refresh token at every use. */
function rotationOf(client: IdentityClient): 'ROTATE' | 'STATIC' {
  return isPublicType(client.type) ? 'ROTATE' : 'STATIC'
}

/** What a file says of a client, read from Okta. */
export function readClientFields({ label, status, credentials, settings }: AppBody): Fields {
  const { oauthClient } = settings
  return {
    name: label,
    type: oauthClient.application_type ?? 'web',
    tokenEndpointAuthMethod: credentials.oauthClient.token_endpoint_auth_method ?? 'client_secret_basic',
    pkceRequired: credentials.oauthClient.pkce_required ?? false,
    grantTypes: [...(oauthClient.grant_types ?? [])].map(shortGrantType).sort(),
    redirectUris: [...(oauthClient.redirect_uris ?? [])].sort(),
    postLogoutRedirectUris: [...(oauthClient.post_logout_redirect_uris ?? [])].sort(),
    keys: (oauthClient.jwks?.keys ?? []).map(nameKey).sort(),
    consent: oauthClient.consent_method ?? 'TRUSTED',
    refreshTokens: oauthClient.refresh_token?.rotation_type ?? 'STATIC',
    status,
    owner: readMarker(settings.notes?.admin).ownership?.owner ?? null,
  }
}

/** A public key in one word: its id, and a digest of what it is. */
function nameKey(key: PublicJwk): string {
  const material = JSON.stringify([key['kty'], key['n'], key['e'], key['crv'], key['x'], key['y']])
  const digest = createHash('sha256').update(material).digest('base64url').slice(0, 12)
  return typeof key['kid'] === 'string' ? `${key['kid']} (${digest})` : digest
}
