import { afterEach, describe, expect, it } from 'vitest'
import { AccessModel, type AccessManner } from '../../../../src/mcp/access/model.ts'
import { compileScopeHierarchy } from '../../../../src/mcp/access/scope-hierarchy.ts'
import { accessRule, ruleCondition } from '../../../support/access-parts.ts'
import { bookResource, resourceOf, reviewPrompt } from '../../../support/item-world.ts'
import {
  bookTool,
  createMcpWorld,
  modernHeaders,
  modernMessage,
  type McpWorld,
} from '../../../support/mcp-world.ts'

const read = accessRule(0, { scopes: [['read']] })
const mild = accessRule(1, { conditions: [ruleCondition('claims.team == "x"', 'Only team x.')] })
const readme = resourceOf({
  path: '/readme',
  operationId: 'readme',
  mcp: { type: 'resource', uri: 'shop://readme' },
})

let world: McpWorld
afterEach(() => world.close())

/** A server whose every item needs the scope `read`, or what the rule says. */
function createServer(manner: Partial<AccessManner> = {}, rule = read): void {
  const access = new AccessModel([read, mild], compileScopeHierarchy({}), {
    listing: 'granted',
    stepUp: 'challenge',
    ...manner,
  })
  const dispatch = () => Promise.resolve({ status: 200, headers: {}, body: '{"messages":"hello"}' })
  world = createMcpWorld([], undefined, {
    tools: [{ tool: bookTool(), dispatch, access: rule }],
    prompts: [{ prompt: reviewPrompt(), dispatch, access: rule }],
    resources: [
      { resource: readme, dispatch, access: rule },
      { resource: bookResource(), dispatch, access: rule },
    ],
    access,
  })
}

const user = (scp: string[], more: object = {}) => ({ user: { sub: 'ada', data: { scp, ...more } } })
const addBook = { name: 'addBook', arguments: { title: 'Emma' } }

async function ask(method: string, params: Record<string, unknown>, changes: object = user([])) {
  return world.post(modernMessage(method, params), modernHeaders(method, params), changes)
}

const requests: [string, Record<string, unknown>][] = [
  ['tools/call', addBook],
  ['prompts/get', { name: 'review', arguments: { title: 'Emma' } }],
  ['resources/read', { uri: 'shop://readme' }],
  ['resources/read', { uri: 'mcp://resources/book/1' }],
  [
    'completion/complete',
    { ref: { type: 'ref/prompt', name: 'review' }, argument: { name: 'tone', value: 'k' } },
  ],
  [
    'completion/complete',
    {
      ref: { type: 'ref/resource', uri: 'mcp://resources/book/{id}{?lang}', name: 'nothing' },
      argument: { name: 'lang', value: 'e' },
    },
  ],
]

describe('a request for something that the caller may not use', () => {
  it.each(requests)('is answered with 403 and a challenge: %s', async (method, params) => {
    createServer()
    const refused = await ask(method, params)
    expect([refused.status, refused.json.error?.data]).toEqual([403, { scope: 'read' }])
    expect(refused.headers['www-authenticate']).toContain('error="insufficient_scope"')
    expect((await ask(method, params, user(['read']))).status).toBe(200)
    expect((await ask(method, params, { user: undefined })).status).toBe(401)
  })

  it.each(['resources/subscribe', 'resources/unsubscribe'])('covers %s of legacy clients', async (method) => {
    createServer()
    const params = { uri: 'shop://readme' }
    expect((await world.post({ jsonrpc: '2.0', id: 1, method, params }, {}, user([]))).status).toBe(403)
  })

  it('is named in the request record', async () => {
    createServer()
    await ask('tools/call', addBook)
    expect(world.contexts.at(-1)).toMatchObject({
      recordFields: { tool: 'addBook' },
      refusal: 'scope: expected read, found none of read',
    })
  })

  it('is let alone when it names nothing that is there', async () => {
    createServer()
    expect((await ask('tools/call', { name: 'nothing' })).json.error?.code).toBe(-32602)
    expect((await ask('tools/list', {})).status).toBe(200)
  })

  it('is refused within a batch, for its own message alone', async () => {
    createServer()
    const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: addBook }
    const ping = { jsonrpc: '2.0', id: 2, method: 'ping' }
    const { status, text } = await world.post(
      [call, ping],
      { 'mcp-protocol-version': '2025-03-26' },
      user([]),
    )
    expect(status).toBe(200)
    expect(JSON.parse(text)).toMatchObject([
      { id: 1, error: {} },
      { id: 2, result: {} },
    ])
  })
})

describe('a failed call in place of a challenge', () => {
  it.each(['legacy', 'modern'] as const)('carries it in _meta, where that was chosen (%s)', async (era) => {
    createServer({ stepUp: 'toolError' })
    const message = { jsonrpc: '2.0', id: 7, method: 'tools/call', params: addBook }
    const { status, json } =
      era === 'modern' ? await ask('tools/call', addBook) : await world.post(message, {}, user([]))
    expect(status).toBe(200)
    expect(json.result).toMatchObject({
      isError: true,
      content: [{ type: 'text', text: 'The access token lacks the scope read.' }],
      _meta: { 'mcp/www_authenticate': [expect.stringContaining('error="insufficient_scope"')] },
      ...(era === 'modern' ? { resultType: 'complete' } : {}),
    })
  })

  it('is for tools alone', async () => {
    createServer({ stepUp: 'toolError' })
    expect((await ask('resources/read', { uri: 'shop://readme' })).status).toBe(403)
  })

  it('tells the model what a condition refuses, without a challenge', async () => {
    createServer({}, mild)
    const { status, json } = await ask('tools/call', addBook, user([], { team: 'y' }))
    expect(status).toBe(200)
    expect(json.result).toMatchObject({ isError: true, content: [{ type: 'text', text: 'Only team x.' }] })
    expect(json.result?.['_meta']).not.toHaveProperty('mcp/www_authenticate')
    const prompt = await ask('prompts/get', { name: 'review' }, user([], { team: 'y' }))
    expect([prompt.status, prompt.headers['www-authenticate']]).toEqual([403, undefined])
  })
})

describe('lists', () => {
  const namesFor = async (method: string, member: string, scopes: string[]) => {
    const { json } = await ask(method, {}, user(scopes))
    return ((json.result?.[member] ?? []) as { name: string }[]).map(({ name }) => name)
  }

  it.each([
    ['tools/list', 'tools', ['addBook']],
    ['prompts/list', 'prompts', ['review']],
    ['resources/list', 'resources', ['readme']],
    ['resources/templates/list', 'resourceTemplates', ['book']],
  ])('show what the caller may use: %s', async (method, member, names) => {
    createServer()
    expect(await namesFor(method, member, [])).toEqual([])
    expect(await namesFor(method, member, ['read'])).toEqual(names)
  })

  it('show everything where that was chosen', async () => {
    createServer({ listing: 'all' })
    expect(await namesFor('tools/list', 'tools', [])).toEqual(['addBook'])
  })
})
