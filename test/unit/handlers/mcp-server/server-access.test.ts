import { afterEach, describe, expect, it } from 'vitest'
import { mcpServer } from '../../../../src/handlers/mcp-server/mcp-server.ts'
import { oktaJwtAuth } from '../../../../src/policies/inbound/okta-jwt-auth/okta-jwt-auth.ts'
import { createGatewayFixture, functionRoute, type GatewayFixture } from '../../../support/gateway-fixture.ts'
import { oktaPolicy } from '../../../support/temp-project.ts'

let fixture: GatewayFixture
afterEach(() => fixture.close())

/** A server of two tools: one with scopes of its settings, one with whatever the test says. */
async function createServer(options: object, more: object = {}, inbound: string[] = []): Promise<void> {
  const operations = ['one', 'two'].map((id) => ({ file: './config/routes.oas.json', id }))
  const handler = {
    module: '$import(@zuplo/runtime)',
    export: 'mcpServerHandler',
    options: { operations, ...options },
  }
  fixture = await createGatewayFixture({
    paths: {
      '/mcp': { post: { 'x-zuplo-route': { corsPolicy: 'none', handler, policies: { inbound } } } },
      '/one': { get: functionRoute('f', { mcp: { scopes: 'one' } }, { operationId: 'one' }) },
      '/two': { get: functionRoute('f', {}, { operationId: 'two', ...more }) },
    },
    policies: [oktaPolicy('okta', 'https://example.okta.com/oauth2/aus1', 'http://127.0.0.1:9000/mcp')],
    modules: { './modules/m': { f: () => new Response('{}') } },
    catalog: { handlers: [mcpServer], policies: [oktaJwtAuth] },
  })
}

const accessOf = () =>
  fixture.gateway.routes.find(({ definition }) => definition.path === '/mcp')?.handler.access
const codes = () => fixture.gateway.diagnostics.map(({ code }) => code)

describe('the access of a server', () => {
  it('says which scopes to ask for, at first and later', async () => {
    await createServer({ initialScopes: ['first'] }, {}, ['okta'])
    expect(accessOf()).toMatchObject({
      initialScopes: ['first'],
      laterScopes: ['one'],
      names: ['one', 'two'],
      label: 'sallyport',
    })
  })

  it('is there without any rule, and demands nothing', async () => {
    await createServer({}, {}, ['okta'])
    expect(accessOf()?.explain('two', undefined, {})).toMatchObject({ allowed: true })
    expect(codes()).not.toContain('SALLYPORT_MCP_NOBODY_SIGNS_IN')
  })

  it('is warned about where nobody can sign in', async () => {
    await createServer({})
    expect(codes()).toContain('SALLYPORT_MCP_NOBODY_SIGNS_IN')
  })

  it('is warned about where a scheme is named that nothing has', async () => {
    await createServer({ securitySchemes: ['nothing'] }, { security: [{ nothing: ['x'] }] }, ['okta'])
    expect(codes()).toContain('SALLYPORT_MCP_UNKNOWN_SCHEME')
    expect(accessOf()?.explain('two', { sub: 'a', data: {} }, {})).toMatchObject({ allowed: false })
  })

  it('stops the start where a condition cannot be read', async () => {
    await createServer({}, {}, ['okta'])
    const broken = createServer({ condition: 'claims.' }, {}, ['okta'])
    await expect(broken).rejects.toMatchObject({
      diagnostics: expect.arrayContaining([
        expect.objectContaining({
          code: 'SALLYPORT_MCP_CONDITION',
          message: expect.stringContaining('at character 8') as string,
        }),
      ]) as unknown,
    })
  })
})
