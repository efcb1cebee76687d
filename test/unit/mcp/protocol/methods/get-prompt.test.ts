import { isSpecType } from '@modelcontextprotocol/client'
import { afterEach, expect, test } from 'vitest'
import { jsonReply, type Reply } from '../../../../../src/gateway/exchange.ts'
import { createItemWorld, reviewPrompt } from '../../../../support/item-world.ts'
import { shows } from '../../../../support/shows.ts'

const hello = { role: 'user', content: { type: 'text', text: 'Hello' } }
const open: { close(): Promise<void> }[] = []
function worldWith(respond: () => Reply = () => jsonReply(200, { messages: [hello] })) {
  const world = createItemWorld({ prompts: [reviewPrompt()], respond })
  open.push(world)
  return world
}
afterEach(async () => {
  for (const world of open.splice(0)) await world.close()
})

test('arguments become a request with their types, its answer the messages', async () => {
  const world = worldWith()
  const params = { name: 'review', arguments: { title: 'Emma', stars: '5', tags: 'love, class' } }
  const legacy = await world.legacy('prompts/get', params)
  expect(world.asked.map(({ body }) => JSON.parse(String(body)) as unknown)).toEqual([
    { title: 'Emma', stars: 5, tags: ['love', 'class'] },
  ])
  expect(legacy.json.result).toEqual({ description: 'Reviews a book.', messages: [hello] })
  const modern = await world.modern('prompts/get', params)
  expect(modern.json.result).toMatchObject({ resultType: 'complete', messages: [hello] })
  for (const { json } of [legacy, modern]) expect(isSpecType.GetPromptResult(json.result)).toBe(true)
})

shows('A22', 'an unknown prompt and arguments that do not fit are error responses', async () => {
  const world = worldWith()
  for (const [params, why] of [
    [{ name: 'nothing' }, 'no prompt of this name'],
    [{ name: 'constructor' }, 'no prompt of this name'],
    [{}, '"name"'],
    [{ name: 'review', arguments: [] }, '"arguments"'],
    [{ name: 'review' }, '/title is required'],
    [{ name: 'review', arguments: { title: 'x', tone: 'rude' } }, '/tone must be equal to one of'],
  ] as const) {
    const { status, json } = await world.legacy('prompts/get', params)
    expect([status, json.error?.code]).toEqual([200, -32602])
    expect(json.error?.message).toContain(why)
  }
  expect(world.asked).toEqual([])
})

test.each([
  [jsonReply(503, { title: 'Closed' }), 'The operation answered 503: {"title":"Closed"}'],
  [jsonReply(200, {}), 'not {"messages"'],
])('%# what the route fails to give is said', async (reply, why) => {
  const { json } = await worldWith(() => reply).modern('prompts/get', {
    name: 'review',
    arguments: { title: 'x' },
  })
  expect(json.error?.code).toBe(-32603)
  expect(json.error?.message).toContain(why)
})

test('what a handler gives apart from its answer is the result, checked like any other', async () => {
  const given: unknown[] = [hello]
  const world = createItemWorld({
    prompts: [reviewPrompt()],
    respond: (_, context) => {
      context?.mcp?.setRawResult({ messages: given })
      return jsonReply(200, 'for people')
    },
  })
  open.push(world)
  const params = { name: 'review', arguments: { title: 'x' } }
  expect((await world.modern('prompts/get', params)).json.result).toMatchObject({ messages: [hello] })
  given.push({ role: 'system' })
  expect((await world.modern('prompts/get', params)).json.error?.message).toContain('Message 2')
})

test('what nobody foresaw tells no secret', async () => {
  const world = worldWith(() => {
    throw new Error('the password is swordfish')
  })
  const { json } = await world.legacy('prompts/get', { name: 'review', arguments: { title: 'x' } })
  expect(json.error?.code).toBe(-32603)
  expect(JSON.stringify(json)).not.toContain('swordfish')
})
