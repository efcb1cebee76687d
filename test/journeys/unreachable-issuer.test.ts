import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ServedProject } from '../../src/runtimes/node/serve-project.ts'
import { SigningAuthority } from '../support/signing-authority.ts'
import {
  createTempProject,
  mcpRoute,
  oktaPolicy,
  runtimeModule,
  serveTemp,
  type TempProject,
} from '../support/temp-project.ts'

/** A port that nothing listens on: an issuer that is down. */
async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

let project: TempProject
let served: ServedProject
let issuer: string
beforeAll(async () => {
  issuer = `http://127.0.0.1:${await closedPort()}/oauth2/aus1`
  project = await createTempProject({
    'config/routes.oas.json': {
      openapi: '3.1.0',
      info: { title: 't', version: '1' },
      paths: { '/mcp': { post: mcpRoute('auth', []) } },
    },
    'config/policies.json': { policies: [oktaPolicy('auth', issuer, 'https://my-gateway.example/mcp')] },
    'modules/zuplo.runtime.ts': runtimeModule(JSON.stringify(issuer)),
  })
  served = await serveTemp(project.folder)
})
afterAll(async () => {
  await served.close(0)
  await project.remove()
})

describe('an issuer that is down', () => {
  it('does not stop the start: metadata and challenges are served', async () => {
    const challenged = await fetch(`${served.origin}/mcp`, { method: 'POST', body: '{}' })
    expect(challenged.status).toBe(401)
    expect(challenged.headers.get('www-authenticate')).toContain(
      `${served.origin}/.well-known/oauth-protected-resource/mcp`,
    )
    const metadata = (await (
      await fetch(`${served.origin}/.well-known/oauth-protected-resource/mcp`, {
        headers: { origin: 'https://anyone.example' },
      })
    ).json()) as Record<string, unknown>
    expect(metadata).toMatchObject({ resource: `${served.origin}/mcp`, authorization_servers: [issuer] })
  })

  it('is named by /ready, while /health stays well', async () => {
    const ready = await fetch(`${served.origin}/ready`)
    expect(ready.status).toBe(503)
    expect(JSON.stringify(await ready.json())).toContain(issuer)
    expect((await fetch(`${served.origin}/health`)).status).toBe(200)
  })

  it('answers a bearer with 503 and when to come back, for the token may be good', async () => {
    const authority = await SigningAuthority.start()
    const token = await authority.token({ claims: { iss: issuer, aud: 'https://my-gateway.example/mcp' } })
    const response = await fetch(`${served.origin}/mcp`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: '{}',
    })
    expect(response.status).toBe(503)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    await authority.stop()
  })

  it('warns at start that the audience is not the URL served', () => {
    expect(served.current().diagnostics).toContainEqual(
      expect.objectContaining({
        severity: 'warning',
        code: 'SALLYPORT_CONFIG_AUDIENCE_NOT_SERVED',
        file: 'config/policies.json',
      }),
    )
  })
})
