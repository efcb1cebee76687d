import { isSpecType } from '@modelcontextprotocol/client'
import { afterAll, expect, test } from 'vitest'
import { bookResource, createItemWorld, resourceOf, reviewPrompt } from '../../../../support/item-world.ts'

const many = Array.from({ length: 250 }, (_, index) => `title ${index}`)
const world = createItemWorld({
  prompts: [reviewPrompt({ completions: { title: many } })],
  resources: [bookResource(), resourceOf()],
})
const silent = createItemWorld({ resources: [resourceOf()] })
afterAll(() => Promise.all([world.close(), silent.close()]))

const review = { type: 'ref/prompt', name: 'review' }
const book = { type: 'ref/resource', uri: 'mcp://resources/book/{id}{?lang}' }

test.each([
  [review, 'tone', 'S', ['strict']],
  [review, 'spoilers', '', ['true', 'false']],
  [review, 'stars', '5', []],
  [book, 'lang', 'd', ['de']],
  [book, 'id', '5', []],
])('%j: %s begins with "%s"', async (ref, name, value, values) => {
  const params = { ref, argument: { name, value } }
  const { json } = await world.legacy('completion/complete', params)
  expect(json.result).toEqual({ completion: { values, total: values.length, hasMore: false } })
  const modern = await world.modern('completion/complete', params)
  expect(modern.json.result).toMatchObject({ resultType: 'complete', completion: { values } })
  expect(isSpecType.CompleteResult(json.result) && isSpecType.CompleteResult(modern.json.result)).toBe(true)
})

test('no more than a hundred values are given, and how many there are', async () => {
  const { json } = await world.legacy('completion/complete', {
    ref: review,
    argument: { name: 'title', value: '' },
  })
  expect(json.result).toEqual({ completion: { values: many.slice(0, 100), total: 250, hasMore: true } })
})

test.each([
  [{ ref: { type: 'ref/prompt', name: 'no' }, argument: { name: 'a', value: '' } }],
  [{ ref: { type: 'ref/resource', uri: 'no' }, argument: { name: 'a', value: '' } }],
  [{ ref: review, argument: { name: 'no', value: '' } }],
  [{ ref: review, argument: { name: 'tone' } }],
  [{ ref: review }],
  [{ argument: { name: 'tone', value: '' } }],
])('%j is refused', async (params) => {
  expect((await world.legacy('completion/complete', params)).json.error?.code).toBe(-32602)
})

test('where nothing completes, there is no such method', async () => {
  const params = {
    ref: { type: 'ref/resource', uri: 'mcp://resources/listBooks' },
    argument: { name: 'a', value: '' },
  }
  expect((await silent.legacy('completion/complete', params)).json.error?.code).toBe(-32601)
  expect((await silent.modern('completion/complete', params)).status).toBe(404)
})
