import { afterAll, expect, test } from 'vitest'
import { confirmCall, type UnconfirmedCall } from '../../../../src/mcp/input/confirm-call.ts'
import { InputRounds } from '../../../../src/mcp/input/rounds.ts'
import type { JsonObject } from '../../../../src/openapi/json-object.ts'
import { contextOf, createWorld, exchangeWith } from '../../../support/policy-setup.ts'

const world = createWorld()
afterAll(() => world.close())

const confirmation = { question: ['Delete book ', { argument: 'id' }, '?'] }
const exchange = exchangeWith()
const context = contextOf(exchange, world.services)

function callWith(declared: JsonObject | undefined, changes: Partial<UnconfirmedCall> = {}): UnconfirmedCall {
  const input = new InputRounds({ declared, services: world.services, binding: () => 'this' })
  return { tool: 'deleteBook', args: { id: 5 }, token: undefined, exchange, context, input, ...changes }
}

/** A call of a client with forms that comes back with an answer to the form. */
async function retry(answer: JsonObject): Promise<UnconfirmedCall> {
  const first = callWith({ elicitation: {} })
  await expect(confirmCall(confirmation, first)).rejects.toMatchObject({
    code: 'SALLYPORT_MCP_INPUT_REQUIRED',
  })
  const asked = await first.input.outcome()
  if (asked.kind !== 'required') throw new Error(asked.kind)
  const again = callWith({ elicitation: {} })
  const inputResponses = { [Object.keys(asked.inputRequests)[0] ?? '']: answer }
  await again.input.open({ requestState: asked.requestState, inputResponses })
  return again
}

test('a client with forms gets a form, whose yes lets the call run once', async () => {
  const again = await retry({ action: 'accept', content: { confirm: true } })
  expect(await confirmCall(confirmation, again)).toBeUndefined()
  expect(await confirmCall(confirmation, again)).toContain('was used before')
})

test.each([{ action: 'accept', content: { confirm: false } }, { action: 'decline' }, { action: 'cancel' }])(
  '%j is no consent',
  async (answer) => {
    expect(await confirmCall(confirmation, await retry(answer))).toBe(
      'The user did not confirm the call; nothing was done.',
    )
  },
)

test('a yes that nobody asked for is none', async () => {
  const call = callWith({ elicitation: {} })
  const yes = { action: 'accept', content: { confirm: true } }
  await call.input.open({ inputResponses: { 'sallyport.confirm': yes } })
  await expect(confirmCall(confirmation, call)).rejects.toMatchObject({
    code: 'SALLYPORT_MCP_INPUT_REQUIRED',
  })
})

function tokenIn(sentence: string | undefined): string {
  return /"confirm": "([^"]+)"/.exec(sentence ?? '')?.[1] ?? ''
}

test.each([undefined, {}, { sampling: {} }])(
  'a client without forms (%j) is told how to confirm',
  async (declared) => {
    const sentence = await confirmCall(confirmation, callWith(declared))
    expect(sentence).toContain('Nothing was done yet')
    expect(sentence).toContain('"Delete book 5?"')
    const token = tokenIn(sentence)
    expect(await confirmCall(confirmation, callWith(declared, { token }))).toBeUndefined()
    expect(await confirmCall(confirmation, callWith(declared, { token }))).toContain('was used before')
  },
)

test.each<Partial<UnconfirmedCall>>([
  { args: { id: 6 } },
  { tool: 'deleteAll' },
  { exchange: exchangeWith({ user: { sub: 'eve', data: {} } }) },
])('a token is for its call and caller alone: %j', async (changes) => {
  const token = tokenIn(await confirmCall(confirmation, callWith(undefined)))
  const sentence = await confirmCall(confirmation, callWith(undefined, { token, ...changes }))
  expect(sentence).toContain('belongs to other arguments')
  expect(tokenIn(sentence)).not.toBe('')
})

test('what is no token confirms nothing', async () => {
  for (const token of [true, 'yes', {}, null])
    expect(await confirmCall(confirmation, callWith(undefined, { token }))).toContain('Nothing was done')
})
