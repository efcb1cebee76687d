import { afterEach, describe, expect, it } from 'vitest'
import type { ModuleContext } from '../../../../../src/gateway/facade/module-context.ts'
import { ask, createGatewayFixture } from '../../../../support/gateway-fixture.ts'
import { OAuthProtectedResourcePlugin } from '../../../../../src/plugins/oauth-protected-resource/oauth-protected-resource.ts'
import type { RuntimeExtensions } from '../../../../../src/gateway/runtime-extensions.ts'
import { startShaping, type Received, type ShapingWorld } from '../../../../support/shaping-world.ts'
import { SigningAuthority } from '../../../../support/signing-authority.ts'
import { standardCatalog } from '../../../../../src/standard-catalog.ts'

let close: () => Promise<void> = () => Promise.resolve()
afterEach(() => close())

async function start(input: Parameters<typeof startShaping>[0]): Promise<ShapingWorld> {
  const world = await startShaping(input)
  close = world.close
  return world
}

const stamp = (name: string) => ({
  name,
  export: 'SetHeadersInboundPolicy',
  options: { headers: [{ name, value: 'set' }] },
})
const composite = (name: string, policies: string[]) => ({
  name,
  export: 'CompositeInboundPolicy',
  options: { policies },
})

describe('CompositeInboundPolicy', () => {
  it('runs what it names, over HTTP and for a tool', async () => {
    const world = await start({
      inbound: [composite('both', ['x-one', 'inner'])],
      others: [stamp('x-one'), stamp('x-two'), composite('inner', ['x-two'])],
    })
    const { headers } = (await (await world.ask()).json()) as Received
    expect(headers).toMatchObject({ 'x-one': 'set', 'x-two': 'set' })
    expect((await world.call()).text).toContain('"x-two":"set"')
  })

  it('can be invoked by name from a module, up to the policy that answers', async () => {
    const world = await start({
      handler: { module: '$import(./modules/m)', export: 'handle' },
      others: [
        composite('all', ['x-one', 'stop', 'x-two']),
        stamp('x-one'),
        stamp('x-two'),
        { name: 'stop', module: '$import(./modules/m)', export: 'stop' },
      ],
      modules: {
        './modules/m': {
          handle: (request: Request, context: ModuleContext) => context.invokeInboundPolicy('all', request),
          stop: (request: Request) =>
            new Response(`${request.headers.get('x-one')} ${request.headers.get('x-two')}`, { status: 418 }),
        },
      },
    })
    const response = await world.ask()
    expect([response.status, await response.text()]).toEqual([418, 'set null'])
  })

  it('keeps the protection of a policy that verifies tokens: challenge and metadata', async () => {
    const authority = await SigningAuthority.start()
    const fixture = await createGatewayFixture({
      catalog: standardCatalog,
      policies: [
        {
          name: 'auth',
          policyType: 'okta-jwt-auth-inbound',
          handler: {
            module: '$import(@zuplo/runtime)',
            export: 'OktaJwtInboundPolicy',
            options: {
              issuer: authority.issuer,
              audience: 'http://127.0.0.1:9000/mcp',
              oAuthResourceMetadataEnabled: true,
            },
          },
        },
        {
          name: 'guard',
          policyType: 'composite-inbound',
          handler: {
            module: '$import(@zuplo/runtime)',
            export: 'CompositeInboundPolicy',
            options: { policies: ['auth'] },
          },
        },
      ],
      paths: {
        '/mcp': {
          post: {
            'x-zuplo-route': {
              corsPolicy: 'none',
              handler: { module: '$import(@zuplo/runtime)', export: 'mcpServerHandler', options: {} },
              policies: { inbound: ['guard'] },
            },
          },
        },
      },
      modules: {
        './modules/zuplo.runtime': {
          runtimeInit: (runtime: RuntimeExtensions) => {
            const plugin = { authorizationServers: [authority.issuer], resourceName: 'Books' }
            runtime.addPlugin(new OAuthProtectedResourcePlugin(plugin))
          },
        },
      },
    })
    close = async () => {
      await fixture.close()
      await authority.stop()
    }
    const refused = await ask(fixture, '/mcp', { method: 'POST', body: '{}' })
    expect(refused.status).toBe(401)
    expect(refused.headers.get('www-authenticate')).toContain('/.well-known/oauth-protected-resource/mcp')
    const metadata = await ask(fixture, '/.well-known/oauth-protected-resource/mcp')
    expect(await metadata.json()).toMatchObject({ authorization_servers: [authority.issuer] })
  })
})
