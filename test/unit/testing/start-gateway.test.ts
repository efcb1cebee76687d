import { expect, test } from 'vitest'
import { startGateway } from '../../../src/testing/start-gateway.ts'
import { createTempProject, mcpRoute, oktaPolicy } from '../../support/temp-project.ts'

const issuer = '$env(SALLYPORT_PUBLIC_URL)/oauth2/mcp'
const audience = '$env(SALLYPORT_PUBLIC_URL)/mcp'

const hello = {
  operationId: 'hello',
  responses: { '200': { description: 'ok' } },
  'x-zuplo-route': { handler: { export: 'hello', module: '$import(./modules/hello)' } },
}

const identity = {
  authorizationServers: [
    {
      id: 'mcp',
      name: 'Test',
      audience,
      scopes: [{ name: 'mcp:access', default: true }],
      policies: [
        {
          name: 'all',
          clients: 'ALL_CLIENTS',
          rules: [{ name: 'allow', grantTypes: ['client_credentials'], scopes: ['mcp:access'] }],
        },
      ],
    },
  ],
  clients: [{ id: 'robot', name: 'Robot', type: 'service', grantTypes: ['client_credentials'] }],
}

test('a project is served to any test runner, with tokens and tools at hand, until it is closed', async () => {
  const { folder, remove } = await createTempProject({
    'zuplo.jsonc': { version: 1 },
    'modules/hello.ts': `import { environment } from '@zuplo/runtime'
export const hello = () => ({ hello: environment.NAME })`,
    'config/identity.jsonc': identity,
    'config/policies.json': { policies: [oktaPolicy('okta', issuer, audience)] },
    'config/routes.oas.json': {
      openapi: '3.1.0',
      info: { title: 'Test', version: '1' },
      paths: { '/hello': { get: hello }, '/mcp': { post: mcpRoute('okta', ['hello']) } },
    },
  })
  const gateway = await startGateway({ folder, environment: { NAME: 'ada' } })
  const token = await gateway.token({ client: 'robot' })
  const result = await gateway.callTool('/mcp', 'hello', {}, { token })
  expect(result).toMatchObject({ text: '{"hello":"ada"}', isError: false })
  await expect(gateway.callTool('/mcp', 'hello')).rejects.toThrow('401')
  await gateway.close()
  await expect(fetch(gateway.url)).rejects.toThrow('fetch failed')
  await remove()
})

test('a folder that is no project is refused', async () => {
  const { folder, remove } = await createTempProject({})
  await expect(startGateway({ folder })).rejects.toThrow('SALLYPORT_')
  await remove()
})
