import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Diagnostic } from '../../src/foundation/diagnostic.ts'
import type { ServedProject } from '../../src/runtimes/node/serve-project.ts'
import { startGraphql, type GraphqlUpstream } from '../support/graphql-upstream.ts'
import { connectV1, connectV2, officialClients, type OfficialClient } from '../support/mcp-clients.ts'
import { serveTemp } from '../support/temp-project.ts'

const projects = new URL('../fixtures/projects/', import.meta.url).pathname
let folder: string
let upstream: GraphqlUpstream
const served = new Map<string, ServedProject>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sallyport-items-'))
  upstream = await startGraphql()
  await cp(projects, folder, { recursive: true })
  for (const name of ['operations', 'operation-lists', 'file-paths']) {
    served.set(name, await serveTemp(join(folder, name), { environment: { UPSTREAM: upstream.url } }))
  }
})
afterAll(async () => {
  for (const project of served.values()) await project.close(0)
  await upstream.close()
  await rm(folder, { recursive: true })
})

const urlOf = (name: string, path = '/mcp') => `${served.get(name)?.origin ?? ''}${path}`
const warningsOf = (name: string): readonly Diagnostic[] => served.get(name)?.current().diagnostics ?? []
const namesOf = (items: readonly Record<string, unknown>[]) => items.map(({ name }) => name)

describe.each(officialClients)('the official client (%s)', (era, connect) => {
  let client: OfficialClient
  beforeAll(async () => {
    client = await connect(urlOf('operations'))
  })
  afterAll(() => client.close())

  test('learns what the server is and has', () => {
    expect(client.getServerCapabilities()).toMatchObject({
      tools: {},
      prompts: {},
      resources: {},
      completions: {},
    })
    expect(client.getServerVersion()).toMatchObject({
      name: 'bookshop',
      title: 'The bookshop',
      version: '3.0.0',
      websiteUrl: 'https://example.com/shop',
      icons: [{ src: 'https://example.com/icon.png' }],
    })
    expect(client.getInstructions()).toBe('Read the readme first.')
  })

  test('lists and gets prompts', async () => {
    const { prompts } = await client.listPrompts()
    expect(prompts).toMatchObject([
      {
        name: 'review',
        title: 'Review a book',
        arguments: [{ name: 'title', required: true }, { name: 'stars' }, { name: 'tone' }],
      },
    ])
    const prompt = await client.getPrompt({ name: 'review', arguments: { title: 'Emma', stars: '5' } })
    expect(prompt['messages']).toMatchObject([
      { role: 'user', content: { type: 'text', text: 'Review "Emma" with 5 stars.' } },
      { role: 'assistant', content: { type: 'resource_link', uri: 'shop://books/1' } },
    ])
    await expect(client.getPrompt({ name: 'review', arguments: {} })).rejects.toThrow('/title is required')
    await expect(client.getPrompt({ name: 'nothing' })).rejects.toMatchObject({ code: -32602 })
  })

  test('lists and reads resources, text and bytes', async () => {
    const { resources } = await client.listResources()
    expect(resources).toMatchObject([
      { name: 'readme', uri: 'mcp://resources/readme', mimeType: 'text/markdown' },
      { name: 'cover', uri: 'shop://cover.png', mimeType: 'image/png', annotations: { priority: 0.5 } },
      { name: 'cart', uri: 'ui://shop/cart', mimeType: 'text/html;profile=mcp-app' },
    ])
    const read = async (uri: string) => (await client.readResource({ uri })).contents[0]
    expect(await read('mcp://resources/readme')).toMatchObject({
      mimeType: 'text/markdown',
      text: '# How the shop works',
    })
    expect(await read('shop://cover.png')).toMatchObject({ mimeType: 'image/png', blob: 'iVBOR/8=' })
    expect(await read('ui://shop/cart')).toMatchObject({
      mimeType: 'text/html;profile=mcp-app',
      text: '<p>Empty</p>',
      _meta: { ui: { prefersBorder: true } },
    })
  })

  test('lists templates and reads what they name', async () => {
    const { resourceTemplates } = await client.listResourceTemplates()
    expect(resourceTemplates).toMatchObject([{ name: 'book', uriTemplate: 'shop://books/{id}{?lang}' }])
    const { contents } = await client.readResource({ uri: 'shop://books/2?lang=de' })
    expect(JSON.parse(String(contents[0]?.['text']))).toEqual({ id: 2, title: 'Persuasion', lang: 'de' })
    // The newer client calls it by the newer code in either era.
    const code = era === 'v1, legacy' ? -32002 : -32602
    for (const uri of ['shop://books/3', 'shop://nothing']) {
      await expect(client.readResource({ uri })).rejects.toMatchObject({ code })
    }
  })

  test('completes arguments of prompts and templates', async () => {
    const complete = async (ref: Record<string, unknown>, name: string, value: string) =>
      (await client.complete({ ref, argument: { name, value } })).completion.values
    const prompt = { type: 'ref/prompt', name: 'review' }
    expect(await complete(prompt, 'title', 'e')).toEqual(['Emma', 'Persuasion'])
    expect(await complete(prompt, 'tone', 's')).toEqual(['strict'])
    const template = { type: 'ref/resource', uri: 'shop://books/{id}{?lang}' }
    expect(await complete(template, 'lang', '')).toEqual(['en', 'de'])
  })

  test('asks a GraphQL server through two tools', async () => {
    expect(namesOf((await client.listTools()).tools)).toEqual([
      'list-books',
      'graphql_introspect',
      'graphql_execute',
    ])
    const call = async (name: string, args: Record<string, unknown>) => {
      const { content, isError } = await client.callTool({ name, arguments: args })
      return { text: (content as { text: string }[])[0]?.text ?? '', failed: isError === true }
    }
    const whole = await call('graphql_introspect', {})
    expect(whole.text).toContain('type Mutation {')
    const part = await call('graphql_introspect', { types: ['Book'], depth: 1 })
    expect(part.text).toBe(
      '"""A book of the shop."""\ntype Book {\n  id: ID!\n  title: String!\n  format: Format!\n}\n\nenum Format {\n  PAPER\n  SOUND\n}',
    )
    const query = 'query ($format: Format) { books(format: $format) { title } }'
    const found = await call('graphql_execute', { query, variables: { format: 'PAPER' } })
    expect(found).toEqual({ text: '{"data":{"books":[{"title":"Emma"}]}}', failed: false })
    const broken = await call('graphql_execute', { query: '{ broken }' })
    expect(broken).toMatchObject({
      failed: true,
      text: expect.stringContaining('the shelf fell down') as string,
    })
    const before = upstream.asked.length
    const wrong = await call('graphql_execute', { query: '{ books {' })
    expect(wrong).toMatchObject({
      failed: true,
      text: expect.stringContaining('not valid GraphQL') as string,
    })
    expect(upstream.asked.length).toBe(before)
  })
})

test.each([
  ['legacy', connectV1],
  ['modern', (url: string) => connectV2(url, 'modern')],
] as const)('lists come in pages (%s)', async (_, connect) => {
  const client = await connect(urlOf('operations', '/pages'))
  const names: unknown[] = []
  let cursor: string | undefined
  let pages = 0
  do {
    const page = await client.listTools(cursor === undefined ? undefined : { cursor })
    names.push(...namesOf(page.tools))
    cursor = page.nextCursor
    pages += 1
  } while (cursor !== undefined)
  expect(names).toEqual(['list-books', 'graphql_introspect', 'graphql_execute'])
  // The newer client follows the cursors by itself.
  expect(pages).toBe(connect === connectV1 ? 2 : 1)
  await client.close()
})

test('a project of the second generation starts and answers', async () => {
  expect(warningsOf('operation-lists')).toMatchObject([
    { code: 'SALLYPORT_MCP_OLDER_OPTION', severity: 'warning' },
  ])
  const client = await connectV1(urlOf('operation-lists'))
  expect(namesOf((await client.listTools()).tools)).toEqual([
    'books',
    'shop_schema',
    'shop_query',
    'list-authors',
  ])
  expect(namesOf((await client.listPrompts()).prompts)).toEqual(['write-review'])
  expect(
    (await client.getPrompt({ name: 'write-review', arguments: { title: 'Emma' } }))['description'],
  ).toBe('Writes a review.')
  expect((await client.readResource({ uri: 'mcp://shop/readme' })).contents).toEqual([
    { uri: 'mcp://shop/readme', mimeType: 'text/markdown', text: '# How the shop works' },
  ])
  const asked = await client.callTool({ name: 'shop_query', arguments: { query: '{ books { id } }' } })
  expect(asked['isError']).toBeUndefined()
  await client.close()
})

test('a project of the first generation starts and answers', async () => {
  expect(
    warningsOf('file-paths')
      .map(({ code }) => code)
      .sort(),
  ).toEqual(['SALLYPORT_MCP_OLDER_OPTION', 'SALLYPORT_MCP_UNSUPPORTED_PARAMETER'])
  const client = await connectV1(urlOf('file-paths'))
  expect(namesOf((await client.listTools()).tools)).toEqual(['new_book', 'list-books', 'GET_books_id'])
  const book = await client.callTool({ name: 'GET_books_id', arguments: { id: 1 } })
  expect(book['content']).toEqual([{ type: 'text', text: '{"id":1,"title":"Emma","lang":"en"}' }])
  const added = await client.callTool({ name: 'new_book', arguments: { title: 'Emma' } })
  expect(added['structuredContent']).toHaveProperty('messages')
  await client.close()
})
