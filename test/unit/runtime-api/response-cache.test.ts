import { beforeEach, describe, expect, it } from 'vitest'
import { createResponseCaches, type ResponseCache } from '../../../src/runtime-api/response-cache.ts'
import { createMemoryStorage } from '../../../src/storage/memory.ts'
import { createManualClock } from '../../support/storage-contract.ts'

const url = 'https://api.example/books?page=1'
let clock: ReturnType<typeof createManualClock>
let cache: ResponseCache
beforeEach(async () => {
  clock = createManualClock()
  const storage = createMemoryStorage({ now: clock.now })
  cache = await createResponseCaches(() => ({
    storage,
    now: clock.now,
    randomId: () => crypto.randomUUID(),
  })).open('a')
})
const answer = (headers: Record<string, string> = {}): Response => new Response('books', { headers })

describe('an answer', () => {
  it('is found by its URL, fragment left out, with status and headers', async () => {
    await cache.put(url, new Response('books', { status: 203, headers: { 'x-a': '1' } }))
    const found = await cache.match(new Request(`${url}#part`))
    expect([found?.status, found?.headers.get('x-a'), await found?.text()]).toEqual([203, '1', 'books'])
    expect(await cache.match('https://api.example/books?page=2')).toBeUndefined()
    expect(await cache.match(new Request(url, { method: 'POST' }))).toBeUndefined()
  })

  it.each<[Record<string, string>, number]>([
    [{ 'cache-control': 'max-age=10' }, 10],
    [{ 'cache-control': 'max-age=10, s-maxage=20' }, 20],
    [{ expires: new Date(30_000).toUTCString() }, 30],
    [{}, 3600],
  ])('with %j is kept for %d seconds', async (headers, seconds) => {
    // Headers that name a time of day count from the hour of the clock.
    const given = 'expires' in headers ? { expires: new Date(clock.now() + 30_000).toUTCString() } : headers
    await cache.put(url, answer(given))
    clock.advance(seconds * 1000 - 1001)
    expect(await cache.match(url)).toBeDefined()
    clock.advance(1002)
    expect(await cache.match(url)).toBeUndefined()
  })

  it.each<[Record<string, string>]>([
    [{ 'cache-control': 'no-store' }],
    [{ 'cache-control': 'private, max-age=60' }],
    [{ 'cache-control': 'max-age=0' }],
    [{ 'set-cookie': 'a=1' }],
    [{ expires: '0' }],
  ])('with %j is not kept', async (headers) => {
    await cache.put(url, answer(headers))
    expect(await cache.match(url)).toBeUndefined()
  })

  it('is for requests alike in what it varies by', async () => {
    const german = new Request(url, { headers: { 'accept-language': 'de' } })
    await cache.put(german, answer({ vary: 'Accept-Language' }))
    expect(await cache.match(german)).toBeDefined()
    expect(await cache.match(new Request(url, { headers: { 'accept-language': 'fr' } }))).toBeUndefined()
    expect(await cache.match(url)).toBeUndefined()
  })

  it('can have no body', async () => {
    await cache.put(url, new Response(null, { status: 204 }))
    expect((await cache.match(url))?.body).toBeNull()
  })

  it('is gone once it was deleted', async () => {
    await cache.put(url, answer())
    expect([await cache.delete(url), await cache.delete(url), await cache.match(url)]).toEqual([
      true,
      false,
      undefined,
    ])
  })
})

it('keeps nothing that the web would not', async () => {
  const read = answer()
  await read.text()
  await expect(cache.put(new Request(url, { method: 'POST' }), answer())).rejects.toThrow('POST')
  await expect(cache.put(url, new Response('', { status: 206 }))).rejects.toThrow('206')
  await expect(cache.put(url, answer({ vary: '*' }))).rejects.toThrow('Vary')
  await expect(cache.put(url, read)).rejects.toThrow('read already')
})

it('keeps the answer to a credential only when it says that it is for all', async () => {
  const request = new Request(url, { headers: { authorization: 'Bearer of-ada' } })
  await cache.put(request, answer({ 'cache-control': 'max-age=60' }))
  expect(await cache.match(url)).toBeUndefined()
  await cache.put(request, answer({ 'cache-control': 'public, max-age=60' }))
  expect(await cache.match(url)).toBeDefined()
})
