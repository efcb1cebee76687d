import { expect, test } from 'vitest'
import { toLibraryClient } from '../../../../src/oauth/authorization-server/library-client.ts'
import { clientOf } from '../../../support/identity-parts.ts'

const client = clientOf('c', 'web', {
  name: 'C',
  grantTypes: ['authorization_code', 'refresh_token'],
  redirectUris: ['https://app.example/cb'],
})
const secretOf = (id: string): string | undefined => (id === 'c' ? 'the-secret' : undefined)

test('a confidential client proves itself with its secret', () => {
  expect(toLibraryClient(client, { secretOf })).toEqual({
    client_id: 'c',
    client_name: 'C',
    application_type: 'web',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: ['https://app.example/cb'],
    token_endpoint_auth_method: 'client_secret_basic',
    client_secret: 'the-secret',
  })
})

test('a public client has no secret', () => {
  const registered = toLibraryClient(
    { ...clientOf('n', 'native'), redirectUris: client.redirectUris },
    { secretOf },
  )
  expect(registered).toMatchObject({ application_type: 'native', token_endpoint_auth_method: 'none' })
  expect(registered).not.toHaveProperty('client_secret')
})

test('a client without a redirect URI loads, and cannot sign anyone in', () => {
  const registered = toLibraryClient({ ...client, redirectUris: [] }, { secretOf })
  expect(registered).toMatchObject({ response_types: [], grant_types: ['refresh_token'] })
})
