import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Exchange, Reply } from '../../../../src/gateway/exchange.ts'
import {
  upstreamTokenOptions,
  type UpstreamTokenOptions,
} from '../../../../src/policies/upstream-token/options.ts'
import { askEndpoint, UpstreamTokens } from '../../../../src/policies/upstream-token/upstream-tokens.ts'
import * as z from 'zod'
import { createWorld, exchangeWith, type World } from '../../../support/policy-setup.ts'
import { startTokenServer, type TokenServer } from '../../../support/token-server.ts'

let server: TokenServer
let world: World
beforeAll(async () => {
  server = await startTokenServer()
  world = createWorld()
})
afterAll(async () => {
  await world.close()
  await server.close()
})
afterEach(() => server.reset())

function create(changes: Record<string, unknown> = {}): UpstreamTokens {
  const options: UpstreamTokenOptions = z.object(upstreamTokenOptions).parse({
    tokenUrl: server.url,
    clientId: 'gateway',
    clientSecret: 'canary-secret',
    ...changes,
  })
  return new UpstreamTokens(options, 10, world.setup, askEndpoint(options))
}

async function apply(tokens: UpstreamTokens): Promise<{ reply: Reply | undefined; exchange: Exchange }> {
  const exchange = exchangeWith({ headers: { authorization: 'Bearer of-the-caller' } })
  return { reply: await tokens.apply({ key: 'k', parameters: { grant_type: 'x' } }, exchange), exchange }
}

it('puts a token where the caller had one, asked for with all that the options say', async () => {
  const tokens = create({ scope: ['a', 'b'], audience: 'books', resource: 'https://books.example' })
  const { reply, exchange } = await apply(tokens)
  expect([reply, exchange.headers['authorization']]).toEqual([undefined, 'Bearer issued-1'])
  expect(server.asked).toEqual([
    {
      grant_type: 'x',
      scope: 'a b',
      audience: 'books',
      resource: 'https://books.example',
      client: 'gateway',
    },
  ])
  expect((await apply(tokens)).exchange.headers['authorization']).toBe('Bearer issued-1')
  expect(server.asked).toHaveLength(1)
})

it('needs no promise for a token that is at hand', async () => {
  const tokens = create()
  await apply(tokens)
  expect(tokens.apply({ key: 'k', parameters: {} }, exchangeWith())).toBeUndefined()
  tokens.forget()
  const asking = tokens.apply({ key: 'k', parameters: {} }, exchangeWith())
  expect(asking).toBeInstanceOf(Promise)
  await asking
})

it('writes the token bare into a header of another name', async () => {
  const { exchange } = await apply(create({ authHeader: 'X-Api-Token' }))
  expect(exchange.headers['x-api-token']).toBe('issued-1')
})

it('answers 502 where the server refuses, and 503 with a time where it cannot be asked', async () => {
  server.answerWith(400, { error: 'invalid_client', error_description: 'canary-secret is wrong' })
  const refused = await apply(create())
  expect(refused.reply?.status).toBe(502)
  server.answerWith(503, {}, { 'retry-after': '9' })
  const down = await apply(create())
  expect([down.reply?.status, down.reply?.headers['retry-after']]).toEqual([503, '9'])
  const closed = await apply(create({ tokenUrl: 'http://127.0.0.1:1/token' }))
  expect([closed.reply?.status, closed.reply?.headers['retry-after']]).toEqual([503, '5'])
  const said = JSON.stringify([refused.reply, down.reply, closed.reply, world.records])
  expect(said).toContain('invalid_client')
  expect(said).not.toContain('canary')
})

it('does not follow a redirect with its secret', async () => {
  server.answerWith(307, {}, { location: server.url })
  expect((await apply(create())).reply?.status).toBe(502)
  expect(server.asked).toHaveLength(1)
})
