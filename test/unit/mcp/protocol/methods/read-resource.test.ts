import { isSpecType } from '@modelcontextprotocol/client'
import { afterEach, expect, test } from 'vitest'
import { ok, refuse } from '../../../../../src/foundation/result.ts'
import type { Reply } from '../../../../../src/gateway/exchange.ts'
import type { ResourceReader } from '../../../../../src/mcp/resources/resource.ts'
import { bookResource, createItemWorld, resourceOf } from '../../../../support/item-world.ts'
import { shows } from '../../../../support/shows.ts'

const open: { close(): Promise<void> }[] = []
const text = (body: string): Reply => ({ status: 200, headers: { 'content-type': 'text/plain' }, body })
function worldWith(
  respond: () => Reply = () => text('Emma'),
  resourceReaders: readonly ResourceReader[] = [],
) {
  const world = createItemWorld({ resources: [resourceOf(), bookResource()], respond, resourceReaders })
  open.push(world)
  return world
}
afterEach(async () => {
  for (const world of open.splice(0)) await world.close()
})

const uri = 'mcp://resources/book/5?lang=de'

test('an address becomes a request with the types of its parameters', async () => {
  const world = worldWith()
  const legacy = await world.legacy('resources/read', { uri })
  expect(legacy.json.result).toEqual({ contents: [{ uri, mimeType: 'text/plain', text: 'Emma' }] })
  expect(world.asked).toMatchObject([
    { method: 'GET', path: '/books/5', search: '?lang=de', headers: { accept: '*/*' } },
  ])
  expect(isSpecType.ReadResourceResult(legacy.json.result)).toBe(true)
})

shows('A14', 'a modern read says how long it may be kept, and never that it is for everyone', async () => {
  const world = worldWith(() => ({ ...text('x'), headers: { 'cache-control': 'public, max-age=60' } }))
  const { json } = await world.modern('resources/read', { uri })
  expect(json.result).toMatchObject({ resultType: 'complete', ttlMs: 60_000, cacheScope: 'private' })
  expect(isSpecType.ReadResourceResult(json.result)).toBe(true)
})

shows('A22', 'a resource that does not exist is refused by the code of the era', async () => {
  const world = worldWith()
  const unknown = { uri: 'mcp://resources/nothing' }
  expect((await world.legacy('resources/read', unknown)).json.error).toMatchObject({
    code: -32002,
    data: unknown,
  })
  expect((await world.modern('resources/read', unknown)).json.error).toMatchObject({
    code: -32602,
    data: unknown,
  })
  const gone = worldWith(() => ({ status: 404, headers: {}, body: 'no such book' }))
  expect((await gone.legacy('resources/read', { uri })).json.error).toMatchObject({
    code: -32002,
    message: 'The operation answered 404: no such book',
  })
})

test('what does not fit never reaches the route', async () => {
  const world = worldWith()
  for (const [wrong, why] of [
    [{ uri: 'mcp://resources/book/x' }, '/id must be integer'],
    [{ uri: 'mcp://resources/book/5?lang=xx' }, '/lang must be equal to one of'],
    [{}, '"uri"'],
  ] as const) {
    const { json } = await world.legacy('resources/read', wrong)
    expect(json.error?.code).toBe(-32602)
    expect(json.error?.message).toContain(why)
  }
  expect(world.asked).toEqual([])
})

test('what a handler gives apart from its answer is the result, checked like any other', async () => {
  const contents: unknown[] = [{ uri, text: 'apart' }]
  const world = createItemWorld({
    resources: [bookResource()],
    respond: (_, context) => {
      context?.mcp?.setRawResult({ contents })
      return text('for people')
    },
  })
  open.push(world)
  expect((await world.legacy('resources/read', { uri })).json.result).toEqual({ contents })
  contents.push({ uri, blob: 'no base64!' })
  expect((await world.legacy('resources/read', { uri })).json.error?.message).toContain(
    'The contents are not valid',
  )
})

test('a route that fails is said to fail', async () => {
  const { json } = await worldWith(() => ({ status: 403, headers: {}, body: 'staff only' })).modern(
    'resources/read',
    {
      uri,
    },
  )
  expect(json.error).toMatchObject({ code: -32603, message: 'The operation answered 403: staff only' })
})

test('addresses of a reader are read by it alone', async () => {
  const reader: ResourceReader = {
    prefix: 'sallyport://overflow/',
    read: (address) =>
      Promise.resolve(
        address.endsWith('1')
          ? ok({ contents: [{ uri: address, text: 'kept' }], ttlMs: 0 })
          : refuse({ reason: 'not-found', message: 'It is no longer kept.' }),
      ),
  }
  const world = worldWith(undefined, [reader])
  const kept = await world.legacy('resources/read', { uri: 'sallyport://overflow/1' })
  expect(kept.json.result).toEqual({ contents: [{ uri: 'sallyport://overflow/1', text: 'kept' }] })
  const lost = await world.legacy('resources/read', { uri: 'sallyport://overflow/2' })
  expect(lost.json.error).toMatchObject({ code: -32002, message: 'It is no longer kept.' })
  expect(world.asked).toEqual([])
})
