import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { challengeRows, type ChallengeRow } from '../test/conformance/challenge-headers.ts'
import { answerOf } from '../test/support/challenge-of.ts'
import { createWorld } from '../test/support/policy-setup.ts'

const binaries = join(import.meta.dirname, 'node_modules', '.bin')
const home = mkdtempSync(join(tmpdir(), 'inspector-challenges-'))
const world = createWorld()
afterAll(async () => {
  await world.close()
  rmSync(home, { recursive: true, force: true })
})

// The Inspector reads Bearer challenges; it starts a sign-in after a 401 that names metadata.
const readable = challengeRows.filter(
  ({ status, terms, sent, read }) =>
    status === 401 && read.hasMetadata && terms.dpop?.required !== true && sent !== 'a bad token with DPoP',
)

/** A server that refuses as the row says, and is its own authorization server. */
async function startRefusing(row: ChallengeRow, asked: (path: string) => void): Promise<Server> {
  const server = createServer((request, response) => {
    const origin = `http://${request.headers.host}`
    const path = request.url ?? ''
    asked(path)
    const send = (document: object): void =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(document))
    if (path === '/server') {
      const { status, headers, body } = answerOf(row, world, origin)
      response.writeHead(status, headers as Record<string, string>).end(body as string)
    } else if (path.endsWith('/oauth-protected-resource/mcp'))
      send({ resource: `${origin}/server`, authorization_servers: [origin] })
    else if (path.includes('oauth-authorization-server'))
      send({
        issuer: origin,
        authorization_endpoint: `${origin}/authorize`,
        token_endpoint: `${origin}/token`,
        response_types_supported: ['code'],
        code_challenge_methods_supported: ['S256'],
        token_endpoint_auth_methods_supported: ['none'],
      })
    else response.writeHead(404).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** The URL that the Inspector asks its user to open. */
async function authorizationUrl(inspector: ChildProcess): Promise<URL> {
  let said = ''
  for (const stream of [inspector.stdout, inspector.stderr])
    stream?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  for (;;) {
    const found = /navigate to: (\S+)/.exec(said)?.[1]
    if (found !== undefined) return new URL(found)
    if (inspector.exitCode !== null) throw new Error(`the Inspector ended: ${said}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

test.each(readable)('the Inspector finds the metadata through the challenge for $name', async (row) => {
  const paths: string[] = []
  const server = await startRefusing(row, (path) => paths.push(path))
  const { port } = server.address() as AddressInfo
  const inspector = spawn(
    join(binaries, 'node'),
    [
      ...[join(binaries, 'mcp-inspector'), '--cli', `http://127.0.0.1:${port}/server`, '--transport', 'http'],
      ...['--format', 'json', '--client-id', 'a-client', '--method', 'tools/list'],
      ...['--callback-url', `http://127.0.0.1:${await freePort()}/oauth/callback`],
    ],
    // No browser is there to be opened; that the Inspector tries is what it needs to go on without a terminal.
    { env: { ...process.env, HOME: home, MCP_AUTO_OPEN_ENABLED: 'true', DISPLAY: '' } },
  )
  try {
    const url = await authorizationUrl(inspector)
    // Only the challenge says so: from its own URL the client would ask for /server.
    expect(paths.filter((path) => path.includes('oauth-protected-resource'))).toEqual([
      '/.well-known/oauth-protected-resource/mcp',
    ])
    expect(url.searchParams.get('resource')).toBe(`http://127.0.0.1:${port}/server`)
  } finally {
    const ended = once(inspector, 'exit')
    inspector.kill()
    await ended
    server.closeAllConnections()
    server.close()
  }
})
