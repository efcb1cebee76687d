import { execFile, fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn } from './sign-in.ts'

/** What `sallyport start --json` prints when it is ready. */
interface ReadyLine {
  readonly mcpUrl: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecretFile: string
  readonly user: string
  readonly passwordFile: string
}

const binaries = join(import.meta.dirname, 'node_modules', '.bin')
const folder = mkdtempSync(join(tmpdir(), 'inspector-'))
let gateway: ChildProcess | undefined
let ready: ReadyLine
let token = ''

beforeAll(async () => {
  gateway = fork(join(import.meta.dirname, '../examples/okta-guide/start.js'), ['--json'], {
    env: {
      ...process.env,
      PORT: String(await freePort()),
      BOOKSHOP_DATA: join(folder, 'bookshop.json'),
      SALLYPORT_STATE_DIR: join(folder, 'state'),
    },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  ready = await readReadyLine(gateway)
  token = await signIn({
    issuer: ready.issuer,
    clientId: ready.clientId,
    clientSecret: readFileSync(ready.clientSecretFile, 'utf8').trim(),
    redirectUri: 'http://localhost:3000/callback',
    scope: 'mcp:access',
    login: ready.user,
    password: readFileSync(ready.passwordFile, 'utf8').trim(),
  })
})

afterAll(async () => {
  if (gateway?.kill('SIGTERM') === true) await once(gateway, 'exit')
  rmSync(folder, { recursive: true, force: true })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function readReadyLine(child: ChildProcess): Promise<ReadyLine> {
  if (child.stdout === null) throw new Error('no stdout')
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line) as ReadyLine
  throw new Error('the gateway printed no ready line')
}

/** Runs the Inspector's command line with the token as a header and answers the result it printed. */
async function inspect(...args: string[]): Promise<Record<string, unknown>> {
  const { stdout } = await promisify(execFile)(
    join(binaries, 'node'),
    [
      join(binaries, 'mcp-inspector'),
      '--cli',
      ready.mcpUrl,
      ...['--transport', 'http', '--format', 'json', '--header', `Authorization: Bearer ${token}`],
      ...args,
    ],
    { env: { ...process.env, HOME: folder } },
  )
  return (JSON.parse(stdout) as { result: Record<string, unknown> }).result
}

test.each(['legacy', 'modern'])('lists the tools with the token of a sign-in, %s era', async (era) => {
  const { tools } = (await inspect('--protocol-era', era, '--method', 'tools/list')) as {
    tools: { name: string }[]
  }
  expect(tools.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'list_books',
      'get_book',
      'add_book',
      'update_book',
      'delete_book',
      'order_book',
    ]),
  )
})

test('calls a tool that changes the data of the upstream', async () => {
  const ordered = await inspect(
    ...['--method', 'tools/call', '--tool-name', 'order_book'],
    ...['--tool-arg', 'bookId=frankenstein', 'quantity=2'],
  )
  expect(JSON.stringify(ordered)).toContain('totalCents')
  const book = await inspect(
    '--method',
    'tools/call',
    '--tool-name',
    'get_book',
    '--tool-arg',
    'bookId=frankenstein',
  )
  const [content] = book.content as { text: string }[]
  expect(JSON.parse(content?.text ?? '')).toMatchObject({ id: 'frankenstein', stock: 5 })
})
