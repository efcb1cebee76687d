import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startTestGateway } from '../../../../src/cli/project-tests/start-test-gateway.ts'
import { createTempProject, identityFile } from '../../../support/temp-project.ts'

test('a gateway of its own serves the project where it is tested, not where it is published', async () => {
  const { folder, remove } = await createTempProject({
    'zuplo.jsonc': { version: 1 },
    'config/routes.oas.json': { openapi: '3.1.0', info: { title: 't', version: '1' }, paths: {} },
    'config/identity.jsonc': { ...identityFile(), serve: false },
    '.env': 'SALLYPORT_PUBLIC_URL=https://gateway.example.com\n',
  })
  const target = await startTestGateway(folder, join(folder, 'state'), {})
  try {
    expect(target.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    const [server] = target.authorizationServers
    const metadata = await fetch(`${server?.issuer}/.well-known/oauth-authorization-server`)
    expect(await metadata.json()).toMatchObject({ issuer: server?.issuer })
  } finally {
    await target.close()
  }
  await expect(fetch(target.url)).rejects.toThrow()
  await remove()
})
