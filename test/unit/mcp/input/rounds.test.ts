import { afterAll, expect, test } from 'vitest'
import type { InputRequest } from '../../../../src/gateway/mcp-call.ts'
import { InputRounds, type RoundsOptions } from '../../../../src/mcp/input/rounds.ts'
import type { JsonObject } from '../../../../src/openapi/json-object.ts'
import { createWorld } from '../../../support/policy-setup.ts'

const world = createWorld()
afterAll(() => world.close())

const all = { elicitation: {}, sampling: {}, roots: {} }

function rounds(changes: Partial<RoundsOptions> = {}): InputRounds {
  return new InputRounds({ declared: all, services: world.services, binding: () => 'this', ...changes })
}

function form(name: string): InputRequest {
  const requestedSchema = { type: 'object', properties: { [name]: { type: 'string' } }, required: [name] }
  return { method: 'elicitation/create', params: { message: `Your ${name}?`, requestedSchema } }
}

function accept(name: string, value: unknown): JsonObject {
  return { action: 'accept', content: { [name]: value } }
}

const required = expect.objectContaining({ code: 'SALLYPORT_MCP_INPUT_REQUIRED' }) as unknown
const unavailable = expect.objectContaining({ code: 'SALLYPORT_MCP_INPUT_UNAVAILABLE' }) as unknown

/** The state a round ends with. */
async function stateOf(round: InputRounds): Promise<string> {
  const outcome = await round.outcome()
  if (outcome.kind !== 'required') throw new Error(outcome.kind)
  return outcome.requestState
}

test('an unanswered request ends the round with a question', async () => {
  const first = rounds()
  expect(first.isAsking).toBe(false)
  expect(() => first.request({ name: form('name') })).toThrow(required)
  expect(first.isAsking).toBe(true)
  expect(await first.outcome()).toMatchObject({
    kind: 'required',
    inputRequests: { name: { method: 'elicitation/create' } },
  })
})

test('the retry goes on with the answer, and with those of the rounds before', async () => {
  const handler = (round: InputRounds): unknown => {
    const { name } = round.request({ name: form('name') })
    const { color } = round.request({ color: form('color') })
    return [name, color]
  }
  const first = rounds()
  expect(() => handler(first)).toThrow(required)
  const one = await stateOf(first)

  const second = rounds()
  expect(
    await second.open({ requestState: one, inputResponses: { name: accept('name', 'Ada') } }),
  ).toMatchObject({
    ok: true,
  })
  expect(() => handler(second)).toThrow(required)
  const two = await stateOf(second)
  expect(two).not.toBe(one)

  const third = rounds()
  await third.open({ requestState: two, inputResponses: { color: accept('color', 'blue') } })
  expect(handler(third)).toEqual([accept('name', 'Ada'), accept('color', 'blue')])
  expect(third.isAsking).toBe(false)
})

test('an answer counts without state too, and what nobody asked for is ignored', async () => {
  const round = rounds()
  const inputResponses = { name: accept('name', 'Ada'), unknown: { action: 'accept', content: {} } }
  await round.open({ inputResponses })
  expect(round.request({ name: form('name') })).toEqual({ name: accept('name', 'Ada') })
})

test.each([{ wrong: accept('name', 'Ada') }, { name: accept('name', 5) }, { name: { action: 'maybe' } }])(
  'what is missing or does not fit is asked again: %j',
  async (inputResponses) => {
    const round = rounds()
    expect(await round.open({ inputResponses })).toMatchObject({ ok: true })
    expect(() => round.request({ name: form('name') })).toThrow(required)
  },
)

test('an answer to other words is none', async () => {
  const first = rounds()
  expect(() => first.request({ sure: form('delete') })).toThrow(required)
  const retry = rounds()
  await retry.open({ requestState: await stateOf(first), inputResponses: { sure: accept('name', 'yes') } })
  expect(() => retry.request({ sure: form('name') })).toThrow(required)
})

test.each([
  [{ inputResponses: null }],
  [{ inputResponses: [] }],
  [{ inputResponses: { name: 12345 } }],
  [{ requestState: 5 }],
  [{ requestState: 'made up' }],
])('%j is refused', async (params) => {
  expect(await rounds().open(params)).toMatchObject({ ok: false })
})

test('state of another request is refused', async () => {
  const first = rounds()
  expect(() => first.request({ name: form('name') })).toThrow(required)
  const requestState = await stateOf(first)
  expect(await rounds({ binding: () => 'that' }).open({ requestState })).toMatchObject({ ok: false })
})

test('several things are asked in one round, also by requests that run together', async () => {
  const one = rounds()
  const roots: InputRequest = { method: 'roots/list' }
  expect(() => one.request({ name: form('name'), roots })).toThrow(required)
  const two = rounds()
  for (const key of [two.nextKey(), two.nextKey()])
    expect(() => two.request({ [key]: roots })).toThrow(required)
  const asked = [await one.outcome(), await two.outcome()].map(
    (outcome) => outcome.kind === 'required' && Object.keys(outcome.inputRequests),
  )
  expect(asked).toEqual([
    ['name', 'roots'],
    ['input-1', 'input-2'],
  ])
})

test('what the client does not declare is never asked', async () => {
  const round = rounds({ declared: { sampling: {} } })
  expect(() => round.request({ name: form('name'), roots: { method: 'roots/list' } })).toThrow(unavailable)
  expect(await round.outcome()).toEqual({
    kind: 'missing',
    requiredCapabilities: { elicitation: {}, roots: {} },
  })
  expect(round.canAsk(form('name'))).toBe(false)
})

test('a client that cannot be asked at all makes the request fail, not ask', () => {
  const round = rounds({ declared: undefined })
  expect(() => round.request({ name: form('name') })).toThrow(unavailable)
  expect([round.isAsking, round.canAsk(form('name'))]).toEqual([false, false])
})

test('a sealed request takes no answer that nobody asked for', async () => {
  const unasked = rounds()
  await unasked.open({ inputResponses: { sure: accept('name', 'yes') } })
  expect(() => unasked.requestSealed('sure', form('name'))).toThrow(required)
  const asked = rounds()
  await asked.open({
    requestState: await stateOf(unasked),
    inputResponses: { sure: accept('name', 'yes') },
  })
  expect(asked.requestSealed('sure', form('name'))).toEqual(accept('name', 'yes'))
  expect(asked.nonce).toBeTypeOf('string')
  // Carried to a later round, it still counts.
  expect(() => asked.request({ color: form('color') })).toThrow(required)
  const later = rounds()
  await later.open({ requestState: await stateOf(asked) })
  expect(later.requestSealed('sure', form('name'))).toEqual(accept('name', 'yes'))
})

test('more answers than a client can carry are said', async () => {
  const round = rounds()
  await round.open({ inputResponses: { name: accept('name', 'x'.repeat(300_000)) } })
  round.request({ name: form('name') })
  expect(() => round.request({ color: form('color') })).toThrow(required)
  expect(await round.outcome()).toEqual({ kind: 'too large' })
})

test.each([
  [{}, 'one to 32'],
  [{ 'a b': { method: 'roots/list' } }, 'no key'],
  [{ a: { method: 'tools/list' } }, 'nothing a client can be asked'],
])('a mistake of the module is told: %j', (requests, sentence) => {
  expect(() => rounds().request(requests as Record<string, InputRequest>)).toThrow(sentence)
})
