import { expect, it } from 'vitest'
import { openApiSpec } from '../../../../src/handlers/openapi-spec/openapi-spec.ts'
import { apiKey } from '../../../../src/policies/inbound/api-key/api-key.ts'
import { basicAuth } from '../../../../src/policies/inbound/basic-auth/basic-auth.ts'
import { oktaJwtAuth } from '../../../../src/policies/inbound/okta-jwt-auth/okta-jwt-auth.ts'
import { requireUser } from '../../../../src/policies/inbound/require-user/require-user.ts'
import { ask, createGatewayFixture } from '../../../support/gateway-fixture.ts'

const paths = (openApiFilePath: string) => ({
  '/openapi': {
    get: {
      'x-zuplo-route': {
        corsPolicy: 'none',
        handler: {
          module: '$import(@zuplo/runtime)',
          export: 'openApiSpecHandler',
          options: { openApiFilePath },
        },
      },
    },
  },
})

it('serves the document with a tag, and says when nothing has changed', async () => {
  const fixture = await createGatewayFixture({
    catalog: { handlers: [openApiSpec] },
    paths: paths('./config/routes.oas.json'),
  })
  const first = await ask(fixture, '/openapi')
  expect(await first.json()).toMatchObject({ paths: { '/openapi': { get: {} } } })
  const etag = first.headers.get('etag') ?? ''
  for (const tag of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const again = await ask(fixture, '/openapi', { headers: { 'if-none-match': tag } })
    expect([again.status, await again.text()]).toEqual([304, ''])
  }
  expect((await ask(fixture, '/openapi', { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
  await fixture.close()
})

it('finds at the start that a file is not there', async () => {
  const start = createGatewayFixture({
    catalog: { handlers: [openApiSpec] },
    paths: paths('./config/route.oas.json'),
  })
  await expect(start).rejects.toThrow()
})

it('says how callers of each route sign in, by its policies', async () => {
  const policy = (name: string, exportName: string, options: Record<string, unknown>) => ({
    name,
    policyType: name,
    handler: { export: exportName, module: '$import(@zuplo/runtime)', options },
  })
  const guarded = (operationId: string, inbound: string[], more: Record<string, unknown> = {}) => ({
    get: {
      operationId,
      ...more,
      'x-zuplo-route': {
        corsPolicy: 'none',
        handler: { module: '$import(./modules/m)', export: 'answer' },
        policies: { inbound },
      },
    },
  })
  const fixture = await createGatewayFixture({
    catalog: { handlers: [openApiSpec], policies: [apiKey, basicAuth, oktaJwtAuth, requireUser] },
    modules: { './modules/m': { answer: () => ({}) } },
    policies: [
      policy('key', 'ApiKeyInboundPolicy', { authHeader: 'X-Key', allowUnauthenticatedRequests: true }),
      policy('quiet-key', 'ApiKeyInboundPolicy', { disableAutomaticallyAddingKeyHeaderToOpenApi: true }),
      policy('worded-key', 'ApiKeyInboundPolicy', { authScheme: 'Token' }),
      policy('people', 'BasicAuthInboundPolicy', { accounts: [{ username: 'a', password: 'b' }] }),
      policy('okta', 'OktaJwtInboundPolicy', {
        issuer: 'https://org.example/oauth2/books',
        audience: 'https://books.example',
        allowUnauthenticatedRequests: true,
      }),
      policy('user', 'RequireUserInboundPolicy', {}),
    ],
    paths: {
      ...paths('./config/routes.oas.json'),
      '/either': guarded('either', ['key', 'okta', 'user']),
      '/people': guarded('people', ['people']),
      '/quiet': guarded('quiet', ['quiet-key']),
      '/worded': guarded('worded', ['worded-key']),
      '/own': guarded('own', ['people'], { security: [] }),
    },
  })
  const document = (await (await ask(fixture, '/openapi')).json()) as {
    paths: Record<string, { get: { security?: unknown } }>
    components: unknown
  }
  const said = Object.entries(document.paths).map(([path, { get }]) => [path, get.security])
  expect(Object.fromEntries(said)).toEqual({
    '/openapi': undefined,
    '/either': [{ apiKey: [] }, { openIdConnect: [] }],
    '/people': [{ basic: [] }],
    '/quiet': undefined,
    '/worded': [{ apiKey2: [] }],
    '/own': [],
  })
  const openIdConnectUrl = 'https://org.example/oauth2/books/.well-known/openid-configuration'
  expect(document.components).toEqual({
    securitySchemes: {
      apiKey: { type: 'apiKey', in: 'header', name: 'X-Key' },
      openIdConnect: { type: 'openIdConnect', openIdConnectUrl },
      basic: { type: 'http', scheme: 'basic' },
      apiKey2: {
        type: 'apiKey',
        in: 'header',
        name: 'Authorization',
        description: 'The word Token, a space, and the key.',
      },
    },
  })
  await fixture.close()
})
