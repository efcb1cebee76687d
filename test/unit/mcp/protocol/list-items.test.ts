import { afterAll, expect, test } from 'vitest'
import { createMcpWorld } from '../../../support/mcp-world.ts'
import { shows } from '../../../support/shows.ts'

const world = createMcpWorld()
afterAll(() => world.close())

test('both eras list the tools, the modern one with what its results carry', async () => {
  const legacy = await world.legacy('tools/list')
  expect(legacy).toMatchObject({ status: 200, json: { id: 7, result: { tools: [{ name: 'addBook' }] } } })
  expect(Object.keys(legacy.json.result ?? {})).toEqual(['tools'])
  const modern = await world.modern('tools/list')
  expect(modern.json.result?.tools).toEqual(legacy.json.result?.tools)
})

shows('A17', 'a cursor is refused, for none was handed out', async () => {
  for (const answer of [
    await world.legacy('tools/list', { cursor: 'x' }),
    await world.modern('tools/list', { cursor: '' }),
  ]) {
    expect(answer).toMatchObject({ status: 200, json: { id: 7, error: { code: -32602 } } })
  }
})
