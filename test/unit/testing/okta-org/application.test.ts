import { expect, test } from 'vitest'
import { applicationBody } from '../../../../src/testing/okta-org/application-body.ts'
import { addSecret, createApp, replaceApp } from '../../../../src/testing/okta-org/application.ts'
import type { Organization } from '../../../../src/testing/okta-org/organization.ts'
import { appBody } from '../../../support/okta-calls.ts'

const organization = (): Organization => ({ apps: new Map() }) as unknown as Organization
const parse = (...parts: Parameters<typeof appBody>) => applicationBody.parse(appBody(...parts))
const web = {
  application_type: 'web',
  grant_types: ['authorization_code'],
  redirect_uris: ['http://localhost:3000/callback'],
}

test('an application gets an id that is its client id, and a secret where it uses one', () => {
  const app = createApp(organization(), parse('A'))
  expect(app.clientId).toBe(app.id)
  expect(app.secrets).toHaveLength(1)
  const { authMethod, secrets, pkceRequired } = createApp(
    organization(),
    parse('N', { ...web, application_type: 'native' }, { token_endpoint_auth_method: undefined }),
  )
  expect([authMethod, secrets, pkceRequired]).toEqual(['none', [], true])
})

test('a client id can be chosen once, and stays', () => {
  const org = organization()
  const app = createApp(org, parse('A', {}, { client_id: 'mcp-service' }))
  expect(app.clientId).toBe('mcp-service')
  expect(() => createApp(org, parse('B', {}, { client_id: 'mcp-service' }))).toThrow(/client_id/)
  expect(() => replaceApp(app, parse('A', {}, { client_id: 'other-id' }))).toThrow(/client_id/)
  replaceApp(app, parse('B'))
  expect(app).toMatchObject({ label: 'B', clientId: 'mcp-service' })
  expect(app.secrets).toHaveLength(1)
})

test.each([
  ['a grant its type may not have', { application_type: 'web', grant_types: ['password'] }, {}],
  ['no redirect URI', { ...web, redirect_uris: [] }, {}],
  ['a redirect URI with a fragment', { ...web, redirect_uris: ['http://h/#x'] }, {}],
  ['no PKCE without a secret', web, { token_endpoint_auth_method: 'none', pkce_required: false }],
  ['private_key_jwt without keys', {}, { token_endpoint_auth_method: 'private_key_jwt' }],
  ['a browser with a secret', { ...web, application_type: 'browser' }, {}],
] as const)('%s is refused', (_name, oauthClient, credentials) => {
  expect(() => createApp(organization(), parse('A', oauthClient, credentials))).toThrow(/validation failed/)
})

test('a further secret can be given or made', () => {
  const app = createApp(organization(), parse('A'))
  addSecret(app, 'given-secret-0123456789')
  expect(app.secrets.map(({ client_secret: secret }) => secret)).toEqual([
    expect.stringMatching(/^[\w-]{64}$/),
    'given-secret-0123456789',
  ])
})
