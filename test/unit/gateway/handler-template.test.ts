import { describe, expect, it } from 'vitest'
import { ProjectError } from '../../../src/foundation/diagnostic.ts'
import { ask, createGatewayFixture } from '../../support/gateway-fixture.ts'
import { echo, startUpstream } from '../../support/loopback-upstream.ts'

const forward = (options: Record<string, unknown>): Record<string, unknown> => ({
  'x-zuplo-route': {
    corsPolicy: 'none',
    handler: { module: '$import(@zuplo/runtime)', export: 'urlForwardHandler', options },
  },
})

describe('the URL template of a handler', () => {
  it('reads the request, its parts and the variables of the project', async () => {
    const upstream = await startUpstream(echo)
    const read = [
      '${method}',
      '${params.id}',
      '${query.q}',
      '${headers.get("x-a")}',
      '${e(params.id)}',
      '${request.method}',
      '${hostname}',
    ]
    const fixture = await createGatewayFixture({
      paths: {
        '/a/{id}': { get: forward({ baseUrl: '${env.API}/' + read.join('/'), forwardSearch: false }) },
      },
      environment: { API: upstream.url },
    })
    const response = await ask(fixture, '/a/1?q=x', { headers: { 'x-a': 'b' } })
    const { url } = (await response.json()) as { url: string }
    await fixture.close()
    await upstream.close()
    expect(url).toBe('/GET/1/x/b/1/GET/127.0.0.1/a/1')
  })

  it.each([
    [{ baseUrl: '${env.APIS}' }, 'SALLYPORT_CONFIG_MISSING_VARIABLE', 'or did you mean API?'],
    [{ baseUrl: '${parms.x}' }, 'SALLYPORT_CONFIG_INVALID_TEMPLATE', 'Did you mean "params"?'],
    [{ baseUrl: '${params.' }, 'SALLYPORT_CONFIG_INVALID_TEMPLATE', ''],
    [{ baseURL: 'http://x' }, 'SALLYPORT_CONFIG_UNKNOWN_KEY', 'Did you mean "baseUrl"?'],
  ])('refuses options %j at start', async (options, code, hint) => {
    const thrown: unknown = await createGatewayFixture({
      paths: { '/a': { get: forward(options) } },
      environment: { API: 'http://x' },
    }).catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(ProjectError)
    const diagnostic = (thrown as ProjectError).diagnostics.find((found) => found.code === code)
    expect(diagnostic?.hint ?? '').toContain(hint)
    expect(diagnostic?.file).toBe('config/routes.oas.json')
  })
})
