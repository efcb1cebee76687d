import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ServedProject } from '../../src/runtimes/node/serve-project.ts'
import { serveTemp } from '../support/temp-project.ts'

const projects = new URL('../fixtures/projects/', import.meta.url).pathname
let stateFolder: string
let served: ServedProject

beforeAll(async () => {
  stateFolder = await mkdtemp(join(tmpdir(), 'sallyport-styles-'))
  served = await serveTemp(join(projects, 'module-styles'), {
    environment: { SALLYPORT_STATE_DIR: stateFolder },
  })
})
afterAll(async () => {
  await served?.close(0)
  await rm(stateFolder, { recursive: true })
})

test('a policy is found by its module and export, whatever its policyType says', async () => {
  const refused = await fetch(`${served.origin}/notes/latest`)
  expect(refused.status).toBe(403)
  expect(await refused.json()).toMatchObject({ detail: 'Only the owner reads notes.' })
  const admitted = await fetch(`${served.origin}/notes/latest`, { headers: { 'x-user': 'ada' } })
  expect(admitted.status).toBe(200)
})

test('a string that a function returns is sent as JSON', async () => {
  const answer = await fetch(`${served.origin}/notes/latest`, { headers: { 'x-user': 'ada' } })
  expect(await answer.text()).toBe('"buy milk"')
})

test('outbound policies run for refusals of the handler too', async () => {
  const answer = await fetch(`${served.origin}/notes/missing`)
  expect(answer.status).toBe(404)
  expect(answer.headers.get('x-stamp')).toBe('404')
})

/** Asks the MCP server of the project. */
async function ask(method: string, params: object): Promise<unknown> {
  const answer = await fetch(`${served.origin}/mcp`, {
    method: 'POST',
    headers: { accept: '*/*' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  })
  return answer.json()
}

test('a DELETE operation is a tool', async () => {
  expect(await ask('tools/call', { name: 'deleteNote', arguments: { id: '7' } })).toMatchObject({
    result: { content: [{ type: 'text', text: '{"deleted":"7"}' }] },
  })
})

test('CORS headers survive an outbound policy that answers with a response of its own', async () => {
  const answer = await fetch(`${served.origin}/motto/replaced`, {
    headers: { origin: 'https://app.example.com' },
  })
  expect(answer.headers.get('access-control-allow-origin')).not.toBeNull()
  expect(await answer.text()).toBe('"write it down"')
})

test('a resource is the string that its function returned', async () => {
  expect(await ask('resources/read', { uri: 'notes://motto' })).toMatchObject({
    result: { contents: [{ uri: 'notes://motto', text: 'write it down' }] },
  })
})

test('two route files are one gateway, and a composite policy limits as its parts do', async () => {
  const orders = await serveTemp(join(projects, 'limited-orders'), {
    environment: { SALLYPORT_STATE_DIR: join(stateFolder, 'orders') },
  })
  try {
    const answers = []
    for (let asked = 0; asked < 3; asked += 1) answers.push(await fetch(`${orders.origin}/orders`))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429])
    expect(answers[2]?.headers.get('retry-after')).toMatch(/^\d+$/)
    expect(await (await fetch(`${orders.origin}/orders/latest`)).json()).toEqual({ file: 'b' })
  } finally {
    await orders.close(0)
  }
})
