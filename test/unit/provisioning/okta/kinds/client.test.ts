import { expect, test } from 'vitest'
import type { IdentityClient } from '../../../../../src/identity/identity.ts'
import {
  describeClient,
  readClientFields,
  type AppBody,
} from '../../../../../src/provisioning/okta/kinds/client.ts'
import { clientOf, identityOf, scopeOf, serverOf } from '../../../../support/identity-parts.ts'

const roundTrip = async (client: IdentityClient, identity = identityOf()) => {
  const desired = describeClient(client, identity, 'me')
  const body = (await desired.toBody({} as never)) as unknown as AppBody
  return { desired, body, read: readClientFields({ ...body, id: '0oa1', status: 'ACTIVE' }) }
}

test.each([
  clientOf('mcp-web', 'web', {
    redirectUris: ['http://b', 'http://a'],
    grantTypes: ['refresh_token', 'authorization_code'],
  }),
  clientOf('mcp-native', 'native', { grantTypes: ['urn:ietf:params:oauth:grant-type:device_code'] }),
  clientOf('mcp-service', 'service', {
    grantTypes: ['client_credentials'],
    tokenEndpointAuthMethod: 'private_key_jwt',
    jwks: { keys: [{ kty: 'RSA', kid: 'k1', n: 'a', e: 'b' }] },
  }),
])('what is written for $id is read as declared', async (client) => {
  const { desired, read } = await roundTrip(client)
  expect(read).toEqual(desired.fields)
})

test('the client id is asked for where Okta can take it', async () => {
  const idOf = async (id: string) =>
    (await roundTrip(clientOf(id, 'web'))).body.credentials.oauthClient.client_id
  expect(await idOf('mcp-web')).toBe('mcp-web')
  expect(await idOf('web')).toBeUndefined()
})

test('people are asked for consent when a scope wants it, programs never', async () => {
  const identity = identityOf({
    authorizationServers: [serverOf({ scopes: [scopeOf('a', { consent: 'REQUIRED' })] })],
  })
  const consentOf = async (client: IdentityClient) => (await roundTrip(client, identity)).read['consent']
  expect(await consentOf(clientOf('mcp-web', 'web'))).toBe('REQUIRED')
  expect(await consentOf(clientOf('mcp-service', 'service'))).toBe('TRUSTED')
})

test('only a client that uses a secret has one to hand on, and another key is another client', async () => {
  expect(describeClient(clientOf('a', 'native'), identityOf(), 'me').hasSecret).toBe(false)
  expect(describeClient(clientOf('a', 'web'), identityOf(), 'me').hasSecret).toBe(true)
  const withKey = (n: string) =>
    describeClient(
      clientOf('a', 'service', { jwks: { keys: [{ kty: 'RSA', n, e: 'b' }] } }),
      identityOf(),
      'me',
    )
  expect(withKey('x').fields['keys']).not.toEqual(withKey('y').fields['keys'])
})
