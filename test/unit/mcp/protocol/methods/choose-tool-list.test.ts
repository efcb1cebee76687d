import { expect, test } from 'vitest'
import { chooseToolList } from '../../../../../src/mcp/protocol/methods/choose-tool-list.ts'
import { createMcpServer } from '../../../../../src/mcp/protocol/create-mcp-server.ts'
import type { SchemaChoice } from '../../../../../src/mcp/protocol/mcp-server.ts'
import { metaKeys } from '../../../../../src/mcp/protocol/revisions.ts'
import { createMcpWorld, toolOf } from '../../../../support/mcp-world.ts'

const operation = { parameters: [{ name: 'a', in: 'query', schema: { type: ['string', 'null'] } }] }
const schemas: SchemaChoice = {
  profile: 'default',
  clients: [
    { matches: (name) => name.startsWith('claude'), profile: 'claude' },
    { matches: (name) => name.startsWith('anthropic'), profile: 'claude' },
  ],
}

function worldOf(choice?: SchemaChoice) {
  const settings = choice === undefined ? {} : { schemas: choice }
  return createMcpWorld([toolOf({ operation })], undefined, { ...settings, isPrivate: false })
}

function schemaFor(clientInfo: unknown, choice?: SchemaChoice) {
  const { server } = worldOf(choice)
  const pages = chooseToolList(server, { _meta: { [metaKeys.clientInfo]: clientInfo } })
  const result = JSON.parse(pages?.first.modern ?? '') as {
    cacheScope: string
    tools: { inputSchema: { properties: { a: { type: unknown } } } }[]
  }
  return { type: result.tools[0]?.inputSchema.properties.a.type, cacheScope: result.cacheScope }
}

test('a client by whose name the server has a profile gets that one', () => {
  expect(schemaFor({ name: 'claude-code', version: '1' }, schemas).type).toEqual(['string', 'null'])
  expect(schemaFor({ name: 'anthropic/x' }, schemas).type).toEqual(['string', 'null'])
})

test.each([[{ name: 'cursor' }], [{ name: 7 }], [undefined], ['claude']])(
  '%j gets that of the server',
  (info) => {
    expect(schemaFor(info, schemas).type).toBe('string')
  },
)

test('a list that depends on who asks is not for shared caches', () => {
  expect(schemaFor({ name: 'cursor' }, schemas).cacheScope).toBe('private')
  expect(schemaFor({ name: 'claude-code' }, schemas).cacheScope).toBe('private')
  expect(schemaFor({ name: 'claude-code' }).cacheScope).toBe('public')
})

test('names that lead to one profile share one text', () => {
  const { server } = worldOf(schemas)
  expect(server.clientLists[0]?.pages).toBe(server.clientLists[1]?.pages)
})

test('legacy clients, who are not known by name, get that of the server', async () => {
  const world = createMcpWorld([toolOf({ operation })], undefined, { schemas })
  const { json } = await world.legacy('tools/list', { _meta: { [metaKeys.clientInfo]: { name: 'claude' } } })
  expect(json.result?.tools?.[0]?.['inputSchema']).toMatchObject({ properties: { a: { type: 'string' } } })
  await world.close()
})

test('a server without tools has no list', () => {
  const { settings } = worldOf().server
  const prompts = createMcpServer({
    ...settings,
    tools: [],
    resourceReaders: [{ prefix: 'x:', read: () => Promise.reject(new Error('no')) }],
  })
  expect(chooseToolList(prompts, {})).toBeUndefined()
})
