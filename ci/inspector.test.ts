import { afterAll, beforeAll, expect, test } from 'vitest'
import { startExample, type RunningExample } from '../test/support/example.ts'
import { signIn } from '../test/support/sign-in.ts'
import { runInspector } from './run-inspector.ts'

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

afterAll(() => example.stop())

/** Runs the Inspector with the token as a header. */
function inspect(...args: string[]): Promise<Record<string, unknown>> {
  return runInspector(example.mcpUrl, ['--header', `Authorization: Bearer ${token}`, ...args])
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
