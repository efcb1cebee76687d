import { describe, expect, test } from 'vitest'
import {
  parseClientMetadata,
  type MetadataLimits,
} from '../../../../../src/oauth/authorization-server/registration/parse-client-metadata.ts'

const limits: MetadataLimits = {
  authMethods: ['none', 'client_secret_basic'],
  defaultAuthMethod: 'client_secret_basic',
  redirectSchemes: ['cursor'],
  redirectHosts: [],
}
const uri = 'https://app.example/callback'
const parse = (
  value: unknown,
  change: Partial<MetadataLimits> = {},
): ReturnType<typeof parseClientMetadata> => parseClientMetadata(value, { ...limits, ...change })

test('what is left out gets the defaults of the standard, and what is unknown is ignored', () => {
  expect(parse({ redirect_uris: [uri, uri], logo_uri: 'http://10.0.0.1/', software_statement: 'x' })).toEqual(
    {
      ok: true,
      value: {
        name: 'app.example',
        authMethod: 'client_secret_basic',
        grantTypes: ['authorization_code', 'refresh_token'],
        redirectUris: [uri],
        scopes: [],
        keys: [],
        keysUrl: undefined,
      },
    },
  )
})

test('grants without a person are left out', () => {
  const grants = ['client_credentials', 'authorization_code', 'password']
  expect(parse({ redirect_uris: [uri], grant_types: grants })).toMatchObject({
    value: { grantTypes: ['authorization_code'] },
  })
})

describe('redirect URIs', () => {
  test.each([
    'https://app.example/callback?x=1',
    'http://localhost/callback',
    'http://127.0.0.1:3000/',
    'http://[::1]:3000/callback',
    'cursor://anysphere.cursor-mcp/oauth/callback',
  ])('%s is taken', (good) => {
    expect(parse({ redirect_uris: [good] })).toMatchObject({ ok: true })
  })

  test.each([
    'http://app.example/callback',
    'javascript:alert(1)',
    'data:text/html,x',
    'vscode://callback',
    'https://user@app.example/callback',
    'https://app.example/callback#x',
    'https://app.example\\@evil.example/',
    'https://*.example/callback',
    'https://localhost/callback',
    'https://exämple.com/callback',
    '/callback',
    'http://localhost.evil.example/callback',
    'http://127.0.0.1.nip.io/callback',
  ])('%s is refused', (bad) => {
    expect(parse({ redirect_uris: [uri, bad] })).toMatchObject({ error: { error: 'invalid_redirect_uri' } })
  })

  test('hosts may be limited', () => {
    const change = { redirectHosts: ['claude.ai'] }
    expect(parse({ redirect_uris: ['https://claude.ai/cb'] }, change)).toMatchObject({ ok: true })
    expect(parse({ redirect_uris: ['https://evil.claude.ai/cb'] }, change)).toMatchObject({ ok: false })
    expect(parse({ redirect_uris: ['http://localhost/cb'] }, change)).toMatchObject({ ok: true })
  })
})

test.each([
  [{}, 'invalid_redirect_uri'],
  [[], 'invalid_client_metadata'],
  [undefined, 'invalid_client_metadata'],
  [{ redirect_uris: [] }, 'invalid_redirect_uri'],
  [{ redirect_uris: Array.from({ length: 21 }, (_, index) => `${uri}${index}`) }, 'invalid_redirect_uri'],
  [{ redirect_uris: [uri], client_name: 7 }, 'invalid_client_metadata'],
  [{ redirect_uris: [uri], token_endpoint_auth_method: 'private_key_jwt' }, 'invalid_client_metadata'],
  [{ redirect_uris: [uri], grant_types: ['refresh_token'] }, 'invalid_client_metadata'],
  [{ redirect_uris: [uri], response_types: ['token'] }, 'invalid_client_metadata'],
])('%j is refused as %s', (value, error) => {
  expect(parse(value)).toMatchObject({ ok: false, error: { error } })
})

test('a name is one line that reads from left to right', () => {
  const name = ` Claude\u202Eevil\r\n\u0000${'x'.repeat(200)}`
  const parsed = parse({ redirect_uris: [uri], client_name: name })
  expect(parsed.ok && parsed.value.name).toMatch(/^Claude evil x{88}$/)
  expect(parse({ redirect_uris: ['cursor:callback'], client_name: ' ' })).toMatchObject({
    value: { name: 'cursor' },
  })
})
