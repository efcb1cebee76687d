import { mkdtemp, readFile, rm, symlink, mkdir } from 'node:fs/promises'
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { runCommandLine, startCommandLine } from '../support/command-line.ts'
import type { ReadyLine } from '../support/example.ts'
import { startUpstream, type LoopbackUpstream } from '../support/loopback-upstream.ts'
import { manyThings } from '../support/many-things.ts'
import { connectV2 } from '../support/mcp-clients.ts'
import { findFreePort } from '../support/server-process.ts'
import { signIn } from '../support/sign-in.ts'

let folder: string
let upstream: LoopbackUpstream
const stops: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sallyport-new-'))
  upstream = await startUpstream((request, response) => {
    response.setHeader('content-type', 'application/json')
    if (request.url === '/openapi.json') response.end(JSON.stringify(manyThings('./v1/')))
    else response.end(JSON.stringify({ id: request.url, key: request.headers.authorization ?? null }))
  })
})
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})
afterAll(async () => {
  await upstream.close()
  await rm(folder, { recursive: true, force: true })
})

/** Serves a new project with the real command line and signs in as its user. */
async function serve(name: string, command: 'dev' | 'start'): Promise<ReadyLine & { token: string }> {
  const running = startCommandLine([command, join(folder, name), '--port', '0', '--json'])
  stops.push(async () => {
    running.child.kill('SIGTERM')
    await running.ended
  })
  await running.saw(/\n/)
  return signInAs(JSON.parse(running.stdout()) as ReadyLine)
}

async function signInAs(ready: ReadyLine): Promise<ReadyLine & { token: string }> {
  const { access_token: token } = await signIn({
    issuer: ready.issuer,
    clientId: 'mcp-native-client',
    clientSecret: undefined,
    redirectUri: 'http://localhost:3118/callback',
    scope: 'mcp:access',
    login: ready.user,
    password: (await readFile(ready.passwordFile, 'utf8')).trim(),
  })
  return { ...ready, token }
}

const init = (name: string, ...flags: string[]) => runCommandLine(['init', join(folder, name), ...flags])

describe('sallyport init', () => {
  test('an empty project passes the check, starts, and answers a tool call of a person who signed in', async () => {
    const outcome = await init('empty')
    expect(outcome).toMatchObject({ code: 0, stderr: '' })
    expect(outcome.stdout).toMatch(/Next:\n {2}cd \S+empty\n {2}npm install\n {2}npm run dev\n$/)
    expect(await runCommandLine(['check', join(folder, 'empty')])).toMatchObject({ code: 0 })
    const { mcpUrl, token } = await serve('empty', 'start')
    expect((await fetch(mcpUrl, { method: 'POST' })).headers.get('www-authenticate')).toContain(
      'resource_metadata=',
    )
    const client = await connectV2(mcpUrl, 'modern', token)
    expect(await client.callTool({ name: 'say_hello', arguments: { name: 'Ada' } })).toMatchObject({
      content: [{ type: 'text', text: '{"greeting":"Hello, Ada!"}' }],
    })
    await client.close()
    expect((await fetch(new URL('/hello/Ada', mcpUrl))).status).toBe(401)
  })

  test('a document of 600 operations is left as it is, and only what was chosen is served', async () => {
    const source = `${upstream.url}/openapi.json`
    const outcome = await init(
      'many',
      '--from-openapi',
      source,
      '--tags',
      'group1,group2',
      '--read-only',
      '--json',
    )
    expect(outcome.code).toBe(0)
    const report = JSON.parse(outcome.stdout) as { document: Record<string, unknown>; diagnostics: unknown[] }
    expect(report).toMatchObject({
      ok: true,
      document: { tools: 50, operations: 600, leftOut: [], baseUrl: `${upstream.url}/v1` },
      diagnostics: [],
    })
    const written = await readFile(join(folder, 'many/config/many-things.oas.json'), 'utf8')
    expect(written).toBe(JSON.stringify(manyThings('./v1/')))

    const tools = await runCommandLine(['tools', join(folder, 'many'), '--json'])
    const [server] = (JSON.parse(tools.stdout) as { servers: { tokens: number }[] }).servers
    expect(server?.tokens).toBe(report.document['tokens'])

    const { mcpUrl, token } = await serve('many', 'dev')
    const client = await connectV2(mcpUrl, 'modern', token)
    expect((await client.listTools()).tools).toHaveLength(50)
    const answer = await client.callTool({ name: 'getThing13', arguments: { id: 'seven' } })
    expect(answer).toMatchObject({
      content: [{ text: JSON.stringify({ id: '/v1/things13/seven', key: null }) }],
    })
    await client.close()
    const authorization = `Bearer ${token}`
    const put = await fetch(new URL('/things13/seven', mcpUrl), { method: 'PUT', headers: { authorization } })
    const other = await fetch(new URL('/things3/seven', mcpUrl), { headers: { authorization } })
    expect([put.status, other.status]).toEqual([405, 404])
  })

  test('an example becomes a project of its own', async () => {
    expect(await init('shop', '--example', 'okta-guide')).toMatchObject({ code: 0, stderr: '' })
    const bin = join(folder, 'bin')
    await mkdir(bin)
    await symlink(join(import.meta.dirname, '../../bin/sallyport.js'), join(bin, 'sallyport'))
    const child = spawn(process.execPath, ['start.js', '--port', '0', '--json'], {
      cwd: join(folder, 'shop'),
      env: {
        ...process.env,
        PATH: `${bin}:${process.env['PATH']}`,
        BOOKSHOP_URL: `http://127.0.0.1:${await findFreePort()}`,
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    stops.push(async () => {
      child.kill('SIGTERM')
      await ended
    })
    for await (const line of createInterface({ input: child.stdout })) {
      const { mcpUrl, token } = await signInAs(JSON.parse(line) as ReadyLine)
      const client = await connectV2(mcpUrl, 'legacy', token)
      const answer = await client.callTool({ name: 'list_books', arguments: {} })
      expect(answer['isError']).not.toBe(true)
      await client.close()
      break
    }
  })
})
