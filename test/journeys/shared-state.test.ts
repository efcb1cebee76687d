import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ServedProject } from '../../src/runtimes/node/serve-project.ts'
import { createKeyText } from '../../src/storage/key-ring.ts'
import { runCommandLine } from '../support/command-line.ts'
import type { TestServer } from '../support/server-process.ts'
import { postgresIsHere, startPostgres } from '../support/start-postgres.ts'
import { redisIsHere, startRedis } from '../support/start-redis.ts'
import {
  createTempProject,
  identityFile,
  oktaPolicy,
  mcpRoute,
  serveTemp,
  type TempProject,
} from '../support/temp-project.ts'

const projects: TempProject[] = []
const gateways: ServedProject[] = []
afterEach(async () => {
  await Promise.all(gateways.splice(0).map((gateway) => gateway.close(0)))
  await Promise.all(projects.splice(0).map((project) => project.remove()))
})

const SALLYPORT_STATE_KEYS = createKeyText('main')

/** A gateway with an authorization server, in a folder of its own as if on a machine of its own. */
async function newProject(): Promise<TempProject> {
  const project = await createTempProject({
    'config/routes.oas.json': {
      openapi: '3.1.0',
      info: { title: 't', version: '1' },
      paths: { '/mcp': { post: mcpRoute('guard', []) } },
    },
    'config/policies.json': {
      policies: [
        oktaPolicy('guard', '$env(SALLYPORT_PUBLIC_URL)/oauth2/mcp', '$env(SALLYPORT_PUBLIC_URL)/mcp'),
      ],
    },
    'config/identity.jsonc': identityFile(),
  })
  projects.push(project)
  return project
}

async function serve(url: string): Promise<ServedProject> {
  const { folder } = await newProject()
  const environment = { SALLYPORT_STATE_URL: url, SALLYPORT_STATE_KEYS }
  const gateway = await serveTemp(folder, { environment, alwaysServeIdentity: true })
  gateways.push(gateway)
  return gateway
}

interface Answer {
  readonly status: number
  readonly body: unknown
}
async function read(gateway: ServedProject, path: string): Promise<Answer> {
  const response = await fetch(gateway.origin + path)
  return { status: response.status, body: await response.json() }
}

describe.each([
  { name: 'Redis', start: startRedis, isHere: redisIsHere },
  { name: 'PostgreSQL', start: startPostgres, isHere: postgresIsHere },
])('gateways on one $name server', ({ name, start, isHere }) => {
  let server: TestServer
  beforeAll(async () => {
    if (isHere) server = await start()
  })
  afterAll(async () => {
    if (isHere) await server.remove()
  })

  test.runIf(isHere)('sign with the same keys', async () => {
    const [one, two] = await Promise.all([serve(server.url), serve(server.url)])
    const keys = await read(one, '/oauth2/mcp/v1/keys')
    expect(keys).toMatchObject({ status: 200, body: { keys: [{ kty: 'RSA' }] } })
    expect(await read(two, '/oauth2/mcp/v1/keys')).toEqual(keys)
  })

  test.runIf(isHere)(
    'say that they are not ready while the server is away, and serve on when it is back',
    async () => {
      const gateway = await serve(server.url)
      expect((await read(gateway, '/ready')).body).toEqual({ status: 'ready', problems: [] })
      await server.stop()
      await expect
        .poll(() => read(gateway, '/ready'), { timeout: 15_000 })
        .toEqual({
          status: 503,
          body: {
            status: 'not ready',
            problems: [`The ${name} server that keeps the state does not answer.`],
          },
        })
      await server.start()
      await expect.poll(async () => (await read(gateway, '/ready')).status, { timeout: 15_000 }).toBe(200)
    },
  )
})

describe('a start that cannot be', () => {
  test.each([
    [
      { SALLYPORT_STATE_URL: 'mysql://u:hidden@h' },
      /^SALLYPORT_STATE_URL names mysql:, which is no store: .*\.\n$/,
    ],
    [{ SALLYPORT_STATE_URL: 'redis://:hidden@127.0.0.1:1' }, /^State on a server is sealed .*\.\n$/],
    [
      { SALLYPORT_STATE_URL: 'redis://:hidden@127.0.0.1:1', SALLYPORT_STATE_KEYS },
      /^The Redis server at 127\.0\.0\.1:1 cannot keep the state \(.*\): start it, or correct SALLYPORT_STATE_URL\.\n$/,
    ],
    [
      { SALLYPORT_STATE_URL: 'postgres://u:hidden@127.0.0.1:1/db', SALLYPORT_STATE_KEYS },
      /^The PostgreSQL server at 127\.0\.0\.1:1 cannot keep the state \(.*\): start it, or correct SALLYPORT_STATE_URL\.\n$/,
    ],
  ])('is one sentence without secrets', async (environment, sentence) => {
    const { folder } = await newProject()
    const outcome = await runCommandLine(['dev', folder, '--port', '0'], environment)
    expect(outcome.code).toBe(1)
    expect(outcome.stderr).toMatch(sentence)
    expect(outcome.stderr).not.toContain('hidden')
    expect(outcome.stderr).not.toContain(SALLYPORT_STATE_KEYS)
  })
})
