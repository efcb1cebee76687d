import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildReadyReport, formatReadyReport, type ReadyReport } from '../../src/cli/ready-report.ts'
import type { ServedProject } from '../../src/runtimes/node/serve-project.ts'
import { signIn } from '../support/sign-in.ts'
import { serveTemp } from '../support/temp-project.ts'

const example = new URL('../../examples/okta-guide/', import.meta.url).pathname
let stateFolder: string
let served: ServedProject
let report: ReadyReport
beforeAll(async () => {
  stateFolder = await mkdtemp(join(tmpdir(), 'sallyport-lines-'))
  served = await serveTemp(example, {
    alwaysServeIdentity: false,
    // The tools are not called here, so no bookshop needs to run.
    environment: { SALLYPORT_STATE_DIR: stateFolder, BOOKSHOP_URL: 'http://127.0.0.1:1' },
  })
  report = buildReadyReport(served.current(), served.origin, 'okta-guide')
})
afterAll(async () => {
  await served.close(0)
  await rm(stateFolder, { recursive: true })
})

/** Signs in as a client would and lists the tools with the token. */
async function listTools(
  clientId: string,
  clientSecret: string | undefined,
  callback: string,
): Promise<number> {
  const { access_token: token } = await signIn({
    issuer: report.issuer ?? '',
    clientId,
    clientSecret,
    redirectUri: callback,
    scope: 'mcp:access',
    login: report.user ?? '',
    password: (await readFile(report.passwordFile ?? '', 'utf8')).trim(),
  })
  const response = await fetch(report.mcpUrl ?? '', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: '{"jsonrpc":"2.0","id":1,"method":"tools/list"}',
  })
  const { result } = (await response.json()) as { result: { tools: unknown[] } }
  return result.tools.length
}

describe.each(['Claude Code', 'VS Code', 'Cursor', 'MCP Inspector'])('the line for %s', (name) => {
  const line = () => {
    const found = report.clients.find(({ client }) => client === name)
    if (found === undefined) throw new Error(`no line for ${name}`)
    return found
  }

  it('is printed with the address and the client id', () => {
    const { text, clientId } = line()
    expect(formatReadyReport(report, served.origin, [])).toContain(text)
    expect(text).toContain(report.mcpUrl)
    expect(text).toContain(clientId)
  })

  it('signs in with the client and callback it leads to', async () => {
    const { clientId, callback } = line()
    expect(await listTools(clientId, undefined, callback)).toBe(9)
  })

  it('also signs in with the web client and its secret, where the callback is http', async () => {
    const { callback } = line()
    if (!callback.startsWith('http:')) return
    const secret = (await readFile(report.clientSecretFile ?? '', 'utf8')).trim()
    expect(await listTools(report.clientId ?? '', secret, callback)).toBe(9)
  })
})
