import { expect, test } from 'vitest'
import { clientSchema } from '../../../src/identity/client-schema.ts'
import {
  authMethodOf,
  compileClient,
  isPublicType,
  usesSecret,
} from '../../../src/identity/compile-client.ts'

const compile = (change: object) =>
  compileClient(
    clientSchema.parse({ id: 'client', name: 'C', type: 'web', grantTypes: ['device_code'], ...change }),
  )

test('what is not written follows the type', () => {
  expect(compile({})).toMatchObject({
    tokenEndpointAuthMethod: 'client_secret_basic',
    pkceRequired: false,
    grantTypes: ['urn:ietf:params:oauth:grant-type:device_code'],
  })
  expect(compile({ type: 'native' })).toMatchObject({ tokenEndpointAuthMethod: 'none', pkceRequired: true })
  expect(compile({ type: 'service' }).tokenEndpointAuthMethod).toBe('client_secret_basic')
  expect(isPublicType('browser')).toBe(true)
})

test('what is written holds', () => {
  const client = { type: 'web', tokenEndpointAuthMethod: 'private_key_jwt' } as const
  expect(authMethodOf(client)).toBe('private_key_jwt')
  expect(compile({ ...client, pkceRequired: true, secret: 'not-needed-here' })).toMatchObject({
    pkceRequired: true,
    secret: undefined,
  })
})

test('only two methods use a secret', () => {
  const methods = ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'] as const
  expect(methods.map((tokenEndpointAuthMethod) => usesSecret({ tokenEndpointAuthMethod }))).toEqual([
    true,
    true,
    false,
    false,
  ])
})
