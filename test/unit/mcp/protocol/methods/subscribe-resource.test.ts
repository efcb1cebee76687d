import { afterAll, expect, test } from 'vitest'
import { createItemWorld, resourceOf } from '../../../../support/item-world.ts'

const world = createItemWorld({ resources: [resourceOf()] })
afterAll(() => world.close())

test.each(['resources/subscribe', 'resources/unsubscribe'])(
  '%s is accepted, but not declared',
  async (method) => {
    const answer = await world.legacy(method, { uri: 'mcp://resources/listBooks' })
    expect(answer.json.result).toEqual({})
    const { json } = await world.legacy('initialize', { protocolVersion: '2025-11-25' })
    expect(json.result?.['capabilities']).toEqual({ resources: {}, logging: {} })
    expect((await world.modern(method, { uri: 'mcp://resources/listBooks' })).status).toBe(404)
  },
)

test('a resource that does not exist, or none, is refused', async () => {
  expect((await world.legacy('resources/subscribe', { uri: 'a://b' })).json.error?.code).toBe(-32002)
  expect((await world.legacy('resources/subscribe', {})).json.error?.code).toBe(-32602)
})
