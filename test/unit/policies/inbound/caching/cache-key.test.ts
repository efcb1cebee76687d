import { afterEach, expect, it } from 'vitest'
import { BufferedBody, type Exchange } from '../../../../../src/gateway/exchange.ts'
import { cacheKey } from '../../../../../src/policies/inbound/caching/cache-key.ts'
import { contextOf, createWorld, exchangeWith, type World } from '../../../../support/policy-setup.ts'

let world: World
afterEach(() => world.close())

const options = { cacheId: '', dangerouslyIgnoreAuthorizationHeader: false, headers: ['X-Lang'] }

async function keys(
  exchanges: readonly Partial<Exchange>[],
  ignores = false,
): Promise<(string | undefined)[]> {
  world = createWorld()
  return Promise.all(
    exchanges.map((changes) => {
      const exchange = exchangeWith(changes)
      const context = contextOf(exchange, world.services)
      return cacheKey('c', { ...options, dangerouslyIgnoreAuthorizationHeader: ignores }, exchange, context)
    }),
  )
}

const callers: Partial<Exchange>[] = [
  {},
  { headers: { authorization: 'Bearer a' } },
  { headers: { authorization: 'Bearer b' } },
  { headers: { cookie: 'a=1' } },
  { headers: { 'x-api-key': 'a' } },
  { user: { sub: 'ada', data: {} } },
  { user: { sub: 'bob', data: {} } },
  { user: { sub: 'ada', data: { iss: 'https://other.test' } } },
]

it('keeps callers apart, unless told otherwise', async () => {
  expect(new Set(await keys(callers)).size).toBe(callers.length)
  await world.close()
  expect(new Set(await keys(callers, true)).size).toBe(1)
})

it('keeps requests apart, and headers only where asked to', async () => {
  const found = await keys([
    {},
    { search: '?a=1' },
    { path: '/other' },
    { method: 'GET' },
    { body: new BufferedBody('a') },
    { headers: { 'x-lang': 'de' } },
    { headers: { range: 'bytes=0-1' } },
  ])
  expect(new Set(found).size).toBe(found.length)
  await world.close()
  expect(new Set(await keys([{}, { headers: { 'x-any': '1' } }])).size).toBe(1)
})

it('has no key for a body that is no text', async () => {
  expect(await keys([{ body: new BufferedBody(new Uint8Array([255])) }])).toEqual([undefined])
})
