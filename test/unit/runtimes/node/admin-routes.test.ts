import { expect, it } from 'vitest'
import { createAdminRoutes } from '../../../../src/runtimes/node/admin-routes.ts'
import { standardCatalog } from '../../../../src/standard-catalog.ts'
import { fixtureServices } from '../../../support/gateway-fixture.ts'

it('are those of API keys and of the catalog, made over the services of the gateway', async () => {
  const services = fixtureServices()
  const routes = createAdminRoutes({
    catalog: {
      ...standardCatalog,
      adminRoutes: [
        ({ now }) => [
          { method: 'GET', path: '/now', summary: 'Now.', serve: () => Promise.resolve(typeof now()) },
        ],
      ],
    },
    services,
    revokeTokens: () => Promise.resolve(),
    authorizationServers: undefined,
  })
  expect(new Set(routes.map(({ path }) => path.split('/')[1]))).toEqual(new Set(['keys', 'now']))
  expect(await routes.at(-1)?.serve({ params: {}, input: undefined })).toBe('number')
  await services.upstream.close()
})
