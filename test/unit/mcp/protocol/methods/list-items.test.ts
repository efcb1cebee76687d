import { isSpecType } from '@modelcontextprotocol/client'
import { afterEach, expect, test } from 'vitest'
import { bookResource, createItemWorld, resourceOf, reviewPrompt } from '../../../../support/item-world.ts'
import { bookTool, toolOf, type McpWorld } from '../../../../support/mcp-world.ts'
import { shows } from '../../../../support/shows.ts'

const worlds: McpWorld[] = []
function worldWith(input: Parameters<typeof createItemWorld>[0]): McpWorld {
  const world = createItemWorld(input)
  worlds.push(world)
  return world
}
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

const everything = {
  tools: [toolOf(), bookTool()],
  prompts: [reviewPrompt()],
  resources: [resourceOf(), bookResource()],
}
const lists = {
  'tools/list': ['tools', isSpecType.ListToolsResult],
  'prompts/list': ['prompts', isSpecType.ListPromptsResult],
  'resources/list': ['resources', isSpecType.ListResourcesResult],
  'resources/templates/list': ['resourceTemplates', isSpecType.ListResourceTemplatesResult],
} as const

test.each(Object.entries(lists))('%s lists the same in both eras', async (method, [member, isValid]) => {
  const world = worldWith(everything)
  const legacy = (await world.legacy(method)).json.result
  expect(Object.keys(legacy ?? {})).toEqual([member])
  expect(isValid(legacy)).toBe(true)
  const modern = (await world.modern(method)).json.result
  expect(modern?.[member]).toEqual(legacy?.[member])
  expect(isValid(modern)).toBe(true)
  expect(legacy?.[member]).not.toEqual([])
})

shows('A17', 'a cursor that leads nowhere is refused, and one that was handed out leads on', async () => {
  const world = worldWith({ ...everything, pageSize: 1 })
  for (const cursor of ['x', '', 5, null]) {
    for (const answer of [
      await world.legacy('tools/list', { cursor }),
      await world.modern('tools/list', { cursor }),
    ]) {
      expect(answer).toMatchObject({ status: 200, json: { id: 7, error: { code: -32602 } } })
    }
  }
  const cursor = (await world.legacy('tools/list')).json.result?.['nextCursor']
  const next = await world.modern('tools/list', { cursor })
  expect(next.json.result?.tools?.map(({ name }) => name)).toEqual(['addBook'])
  expect((await world.legacy('prompts/list', { cursor })).json.error?.code).toBe(-32602)
})

shows('A17', 'what a server does not have it does not declare, and its methods do not exist', async () => {
  const world = worldWith({ prompts: [reviewPrompt()] })
  const legacy = await world.legacy('initialize', { protocolVersion: '2025-11-25' })
  expect(legacy.json.result?.['capabilities']).toEqual({ prompts: {}, completions: {}, logging: {} })
  for (const method of ['tools/list', 'resources/list', 'resources/templates/list']) {
    expect(await world.legacy(method)).toMatchObject({ status: 200, json: { error: { code: -32601 } } })
    expect(await world.modern(method)).toMatchObject({ status: 404, json: { error: { code: -32601 } } })
  }
})
