import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ServedProject } from '../../../../src/runtimes/node/serve-project.ts'
import { postForm, redeem, signIn, type TokenAnswer } from '../../../support/authorization-server-world.ts'
import { runCommandLine, type CommandOutcome } from '../../../support/command-line.ts'
import {
  createTempProject,
  identityFile,
  serveTemp,
  type TempProject,
} from '../../../support/temp-project.ts'

let project: TempProject
let gateway: ServedProject | undefined
beforeEach(async () => {
  project = await createTempProject({
    'config/routes.oas.json': { openapi: '3.1.0', info: { title: 't', version: '1' }, paths: {} },
    'config/identity.jsonc': {
      ...identityFile(),
      users: [{ login: 'alex@example.com', password: 'correct horse' }],
    },
  })
})
afterEach(async () => {
  await stop()
  await project.remove()
})

async function stop(): Promise<void> {
  await gateway?.close(0)
  gateway = undefined
}

const server = (name: string, ...rest: string[]): Promise<CommandOutcome> =>
  runCommandLine(['server', name, ...rest])

async function json(name: string, ...rest: string[]): Promise<Record<string, unknown>> {
  const { stdout } = await server(name, ...rest, '--json')
  return JSON.parse(stdout) as Record<string, unknown>
}

async function startAndSignIn(): Promise<{
  issuer: string
  tokens: TokenAnswer
  next(): Promise<TokenAnswer>
}> {
  gateway = await serveTemp(project.folder)
  const issuer = `${gateway.origin}/oauth2/mcp`
  const next = async (): Promise<TokenAnswer> =>
    redeem(issuer, await signIn(issuer, { scope: 'mcp:access offline_access' }))
  return { issuer, tokens: await next(), next }
}

const accessTokenOf = ({ body }: TokenAnswer): string => String(body['access_token'])
const kidOf = (answer: TokenAnswer): string | undefined => decodeProtectedHeader(accessTokenOf(answer)).kid

describe('sallyport server', { timeout: 60_000 }, () => {
  it('rotates keys beside a gateway: old tokens verify, new ones carry the new key', async () => {
    const { issuer, tokens, next } = await startAndSignIn()
    expect(await json('status', project.folder)).toMatchObject({
      ok: true,
      gateway: gateway?.origin,
      servers: [{ id: 'mcp', signingKeys: { keys: [{ kid: kidOf(tokens), state: 'active' }] } }],
    })
    const { servers } = (await json('rotate-keys', 'mcp', project.folder)) as {
      servers: { signingKeys: { keys: { kid: string; state: string }[] } }[]
    }
    const [active, expired] = servers[0]?.signingKeys.keys ?? []
    expect(expired).toMatchObject({ kid: kidOf(tokens), state: 'expired' })
    expect(kidOf(await next())).toBe(active?.kid)
    const keys = createRemoteJWKSet(new URL(`${issuer}/v1/keys`))
    await expect(jwtVerify(accessTokenOf(tokens), keys, { issuer })).resolves.toBeDefined()
  })

  it('lists grants and ends them, beside a gateway', async () => {
    const { issuer, tokens } = await startAndSignIn()
    const shown = await server('grants', project.folder, '--client', 'native')
    expect(shown.stdout).toMatch(/mcp +alex@example\.com +native/)
    const revoked = await json('revoke', project.folder, '--user', 'Alex@example.com')
    expect(revoked).toEqual({ ok: true, grants: 1, sessions: 1 })
    expect((await server('grants', project.folder)).stdout).toBe('There are no grants.\n')
    const refreshed = await postForm(issuer, {
      grant_type: 'refresh_token',
      client_id: 'native',
      refresh_token: String(tokens.body['refresh_token']),
    })
    expect(refreshed.body['error']).toBe('invalid_grant')
  })

  it('does the same on the state while no gateway runs', async () => {
    const { tokens } = await startAndSignIn()
    await stop()
    expect((await server('rotate-keys', 'mcp', project.folder)).stdout).toContain('signs since')
    expect((await server('revoke', project.folder, '--client', 'native')).stdout).toMatch(
      /^Ended 1 grant and/,
    )
    const after = await startAndSignIn()
    expect(kidOf(after.tokens)).not.toBe(kidOf(tokens))
  })

  it('says what is wrong', async () => {
    const unknown = await server('rotate-keys', 'other', project.folder)
    expect(unknown).toMatchObject({
      code: 1,
      stderr: 'There is no authorization server "other"; there are: mcp.\n',
    })
    const nobody = await server('revoke', project.folder)
    expect([nobody.code, nobody.stderr]).toEqual([2, expect.stringContaining('give --user or --client')])
  })
})
