import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startExample, type RunningExample } from '../test/support/example.ts'
import { signIn } from '../test/support/sign-in.ts'

const binaries = join(import.meta.dirname, 'node_modules', '.bin')
const home = mkdtempSync(join(tmpdir(), 'inspector-'))
let example: RunningExample
let token = ''

beforeAll(async () => {
  example = await startExample()
  const tokens = await signIn({
    issuer: example.issuer,
    clientId: example.clientId,
    clientSecret: example.clientSecret,
    redirectUri: 'http://localhost:3000/callback',
    scope: 'mcp:access',
    login: example.user,
    password: example.password,
  })
  token = tokens.access_token
})

afterAll(async () => {
  await example.stop()
  rmSync(home, { recursive: true, force: true })
})

/** Runs the Inspector's command line with the token as a header and answers the result it printed. */
async function inspect(...args: string[]): Promise<Record<string, unknown>> {
  const { stdout } = await promisify(execFile)(
    join(binaries, 'node'),
    [
      join(binaries, 'mcp-inspector'),
      '--cli',
      example.mcpUrl,
      ...['--transport', 'http', '--format', 'json', '--header', `Authorization: Bearer ${token}`],
      ...args,
    ],
    { env: { ...process.env, HOME: home } },
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
