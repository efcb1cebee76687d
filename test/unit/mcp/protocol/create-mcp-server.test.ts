import { isSpecType } from '@modelcontextprotocol/client'
import { expect, test } from 'vitest'
import { warmItems } from '../../../../src/mcp/protocol/create-mcp-server.ts'
import type { ListPages } from '../../../../src/mcp/protocol/methods/list-pages.ts'
import { legacyRevisions } from '../../../../src/mcp/protocol/revisions.ts'
import { bookTool, createMcpWorld, toolOf, type McpWorld } from '../../../support/mcp-world.ts'
import { shows } from '../../../support/shows.ts'

function serverOf(tools = [toolOf(), bookTool()], settings: Parameters<typeof createMcpWorld>[2] = {}) {
  return createMcpWorld(tools, undefined, settings).server
}

function toolsOf(...given: Parameters<typeof serverOf>): ListPages {
  const pages = serverOf(...given).lists.get('tools/list')
  if (pages === undefined) throw new Error('no tools/list')
  return pages
}

function parse(text: string | undefined): Record<string, unknown> {
  return JSON.parse(text ?? '') as Record<string, unknown>
}

shows('A16', 'tools are listed in the order of the operations, the same in both eras', () => {
  const { first } = toolsOf()
  const names = (text: string) => (parse(text)['tools'] as { name: string }[]).map(({ name }) => name)
  expect(names(first.legacy)).toEqual(['listBooks', 'addBook'])
  expect(names(first.modern)).toEqual(['listBooks', 'addBook'])
  expect(toolsOf().first).toEqual(first)
})

shows('A14', 'lists and discovery say how long and for whom they hold', () => {
  for (const [isPrivate, cacheScope] of [
    [true, 'private'],
    [false, 'public'],
  ] as const) {
    const { first } = toolsOf([], { isPrivate })
    for (const text of [first.modern, serverOf([], { isPrivate }).discovered]) {
      expect(parse(text)).toMatchObject({ cacheScope, ttlMs: expect.any(Number) as number })
    }
    expect(parse(first.legacy)).toEqual({ tools: [] })
  }
})

shows('A17', 'the tools capability is declared, also by a server without tools', () => {
  const { initialized, discovered } = serverOf([])
  expect(parse(discovered)).toMatchObject({ capabilities: { tools: {} } })
  for (const revision of legacyRevisions) {
    expect(parse(initialized.get(revision))).toEqual({
      protocolVersion: revision,
      capabilities: { tools: {}, logging: {} },
      serverInfo: { name: 'bookshop', version: '2.0.0' },
    })
  }
})

test('instructions are told in both eras', () => {
  const { initialized, discovered } = serverOf([], { instructions: 'Search first.' })
  expect(parse(discovered)).toMatchObject({ instructions: 'Search first.' })
  expect(parse(initialized.get('2025-11-25'))).toMatchObject({ instructions: 'Search first.' })
})

test('the schemas of the official library accept what is written', () => {
  const { initialized, discovered } = serverOf()
  const { first } = toolsOf()
  expect(isSpecType.InitializeResult(parse(initialized.get('2025-11-25')))).toBe(true)
  expect(isSpecType.DiscoverResult(parse(discovered))).toBe(true)
  expect(isSpecType.ListToolsResult(parse(first.legacy))).toBe(true)
  expect(isSpecType.ListToolsResult(parse(first.modern))).toBe(true)
})

test('warm tools judge as before', async () => {
  const world: McpWorld = createMcpWorld([
    bookTool({ includeOutputSchema: true, includeStructuredContent: true }),
  ])
  await warmItems(world.server)
  const answer = await world.legacy('tools/call', { name: 'addBook', arguments: { title: 5 } })
  expect(answer.json.result).toMatchObject({ isError: true })
  await world.close()
})

test('where the gateway is reloaded, modern clients can listen and keep nothing for long', () => {
  const { discovered, initialized, lists, state } = serverOf(undefined, { isLive: true })
  expect(parse(discovered)).toMatchObject({ ttlMs: 1000, capabilities: { tools: { listChanged: true } } })
  expect(parse(lists.get('tools/list')?.first.modern)).toMatchObject({ ttlMs: 1000 })
  expect(parse(initialized.get('2025-11-25'))).toMatchObject({ capabilities: { tools: {} } })
  expect(state).toEqual({ tools: lists.get('tools/list')?.first.legacy })
  expect(parse(serverOf().discovered)).toMatchObject({ ttlMs: 60_000, capabilities: { tools: {} } })
})
