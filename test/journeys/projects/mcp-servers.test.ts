import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  openFormatProjects,
  type FormatProjects,
  type McpAnswer,
  type StartedProject,
} from '../../support/format-projects.ts'
import { connectV1, connectV2, type OfficialClient } from '../../support/mcp-clients.ts'
import { shows } from '../../support/shows.ts'

let projects: FormatProjects
let widgets: StartedProject
let generations: StartedProject
let notes: StartedProject
let mocked: StartedProject

beforeAll(async () => {
  projects = await openFormatProjects()
  widgets = await projects.start('widgets')
  generations = await projects.start('three-generations')
  notes = await projects.start('module-styles')
  mocked = await projects.start('mocked-catalog')
})
afterAll(() => projects.close())

const text = (value: string): object => ({ content: [{ type: 'text', text: value }] })

/** Connects a client of each generation in turn. */
async function withClients(url: string, use: (client: OfficialClient) => Promise<void>): Promise<void> {
  for (const connect of [connectV1, (at: string) => connectV2(at, 'modern')]) {
    const client = await connect(url)
    await use(client)
    await client.close()
  }
}

describe('custom tools, prompts and resources', () => {
  shows('P10', 'answer what their functions return, to old and new clients', async () => {
    await withClients(`${widgets.origin}/mcp`, async (client) => {
      const quote = await client.callTool({ name: 'quote', arguments: { item: 'tea' } })
      expect(quote).toMatchObject({ ...text('tea: 5 euros'), structuredContent: { item: 'tea', price: 5 } })
      expect(await client.callTool({ name: 'count_stock' })).toMatchObject(text('42'))
      expect((await client.listPrompts()).prompts).toMatchObject([
        {
          name: 'plan-trip',
          arguments: [{ name: 'city', description: 'Where to.', required: true }, { name: 'days' }],
        },
      ])
      const prompt = await client.getPrompt({ name: 'plan-trip', arguments: { city: 'Lisbon' } })
      expect(prompt).toMatchObject({
        description: 'Plans days in a city',
        messages: [{ role: 'user', content: { type: 'text', text: 'Plan some days in Lisbon.' } }],
      })
      expect((await client.listResources()).resources).toMatchObject([
        { name: 'house-rules', uri: 'mcp://resources/house-rules', mimeType: 'text/plain' },
        { name: 'quote-widget', uri: 'ui://widgets/quote', mimeType: 'text/html+skybridge' },
      ])
    })
  })

  test('what a tool throws or refuses reaches the model, without what is not meant for it', async () => {
    const client = await connectV1(`${widgets.origin}/mcp`)
    const refused = await client.callTool({ name: 'refuse' })
    expect(refused['isError']).toBe(true)
    expect(JSON.stringify(refused)).toContain('Somebody was faster.')
    expect(await client.callTool({ name: 'fail' })).toMatchObject({ isError: true })
    await client.close()
  })

  test('a tool has the annotations and the metadata that its operation gives it', async () => {
    const { result } = await widgets.ask('tools/list', {})
    expect(result?.['tools']).toContainEqual(
      expect.objectContaining({
        name: 'quote',
        description: 'What something costs',
        annotations: { title: 'Quote', readOnlyHint: true, openWorldHint: false },
        _meta: expect.objectContaining({ 'openai/outputTemplate': 'ui://widgets/quote' }) as object,
      }),
    )
    const params = { name: 'quote', arguments: { item: 'tea' }, _meta: { 'openai/locale': 'de' } }
    expect((await widgets.ask('tools/call', params)).result).toMatchObject({
      ...text('tea: 5 Euro'),
      _meta: { locale: 'de' },
    })
    // The same route over HTTP answers what its function returns.
    const plain = await widgets.fetch('/quote', { method: 'POST', body: '{"item":"tea"}' })
    expect(await plain.json()).toEqual({ item: 'tea', price: 5 })
  })

  shows('P8', 'both gates run, one inside the other, and know of each other', async () => {
    const answer = await fetch(`${widgets.origin}/mcp`, {
      method: 'POST',
      headers: { 'x-caller': 'ada' },
      body: '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"context_of_call"}}',
    })
    expect(answer.headers.get('x-steps')).toBe('mcp in, tool in, tool out, mcp out')
    const { result } = (await answer.json()) as { result: { content: { text: string }[] } }
    expect(JSON.parse(result.content[0]?.text ?? '')).toEqual({
      steps: ['mcp in', 'tool in'],
      parent: '/mcp',
      ownId: true,
      header: 'ada',
    })
  })
})

describe('an MCP server that curl asks', () => {
  shows('P5', 'answers every method with one JSON document, and needs no handshake', async () => {
    const methods = [
      ['ping', {}, {}],
      ['tools/list', {}, { tools: expect.any(Array) as unknown }],
      ['tools/call', { name: 'count_stock' }, text('42')],
      ['prompts/list', {}, { prompts: expect.any(Array) as unknown }],
      [
        'prompts/get',
        { name: 'plan-trip', arguments: { city: 'x' } },
        { messages: expect.any(Array) as unknown },
      ],
      ['resources/list', {}, { resources: expect.any(Array) as unknown }],
      ['resources/read', { uri: 'ui://widgets/quote' }, { contents: [{ text: '<div id="price"></div>' }] }],
    ] as const
    for (const [method, params, result] of methods)
      expect(await widgets.ask(method, params), method).toMatchObject({ id: '1', result })
  })

  /** Posts over a bare socket: `fetch` never leaves `Accept` out. */
  async function pingWith(headers: Record<string, string>): Promise<Response> {
    const body = '{"jsonrpc":"2.0","id":"0","method":"ping"}'
    return widgets.fetch('/mcp', { method: 'POST', headers, body })
  }

  shows('T16', 'whatever it says it accepts', async () => {
    for (const accept of [
      '*/*',
      'application/json',
      'text/html',
      'application/json, text/event-stream',
      '',
    ]) {
      const answer = await pingWith({ accept })
      expect(answer.headers.get('content-type'), accept).toBe('application/json')
      expect(await answer.json()).toEqual({ jsonrpc: '2.0', id: '0', result: {} })
    }
  })

  shows('T17', 'whatever it says it sends', async () => {
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'application/json; charset=utf-8'])
      expect((await pingWith({ 'content-type': type })).status, type).toBe(200)
  })
})

describe('three generations of options', () => {
  shows('P9', 'list the same tools, which do the same', async () => {
    const listed: McpAnswer['result'][] = []
    for (const path of ['/one/files', '/one/tools', '/two', '/three']) {
      listed.push((await generations.ask('tools/list', {}, { path })).result)
      const call = { name: 'finish_task', arguments: { id: 7 } }
      expect((await generations.ask('tools/call', call, { path })).result).toMatchObject(
        text('{"finished":7}'),
      )
    }
    const names = listed.map((result) => (result?.['tools'] as { name: string }[]).map(({ name }) => name))
    expect(names[3]).toEqual(['list_tasks', 'add_task', 'finish_task'])
    expect(listed).toEqual(Array.from({ length: 4 }, () => listed[3]))
  })

  test('older ones are told, with the newer form', () => {
    const { diagnostics } = generations.served.current()
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual(
      Array.from({ length: 3 }, () => ['SALLYPORT_MCP_OLDER_OPTION', 'warning']),
    )
  })

  shows('T15', 'a tool may have any method', async () => {
    const call = { name: 'deleteNote', arguments: { id: '7' } }
    expect((await notes.ask('tools/call', call)).result).toMatchObject(text('{"deleted":"7"}'))
    const put = { name: 'finish_task', arguments: { id: 1 } }
    expect((await generations.ask('tools/call', put, { path: '/three' })).result).not.toHaveProperty(
      'isError',
    )
  })
})

describe('a string that a function returns', () => {
  shows('T8', 'is JSON over HTTP, and itself as a resource', async () => {
    expect(await (await notes.fetch('/motto')).text()).toBe('"write it down"')
    expect((await notes.ask('resources/read', { uri: 'notes://motto' })).result).toMatchObject({
      contents: [{ uri: 'notes://motto', mimeType: 'text/plain', text: 'write it down' }],
    })
    expect(await (await widgets.fetch('/rules')).text()).toBe('"Take your shoes off."')
    expect(
      (await widgets.ask('resources/read', { uri: 'mcp://resources/house-rules' })).result,
    ).toMatchObject({
      contents: [{ text: 'Take your shoes off.' }],
    })
  })
})

describe('a mocked API', () => {
  test('answers the examples of its document, over HTTP and as tools', async () => {
    const books = await mocked.fetch('/books')
    expect([books.status, await books.json()]).toEqual([200, [{ title: 'Emma' }]])
    const gone = await mocked.fetch('/books/7')
    expect([gone.status, await gone.json()]).toEqual([410, { stock: 0 }])
    await withClients(`${mocked.origin}/mcp`, async (client) => {
      expect(await client.callTool({ name: 'listBooks' })).toMatchObject(text('[{"title":"Emma"}]'))
      const sold = await client.callTool({ name: 'getBook', arguments: { id: '7' } })
      expect(sold).toMatchObject({ isError: true })
    })
  })
})
