import { afterAll, expect, test } from 'vitest'
import { openState, sealState, stateLifetime } from '../../../../src/mcp/input/request-state.ts'
import { createWorld } from '../../../support/policy-setup.ts'
import { shows } from '../../../support/shows.ts'

let now = Date.now()
const world = createWorld({ now: () => now })
afterAll(() => world.close())
const { services } = world.setup

const state = {
  binding: 'this request',
  nonce: 'n1',
  asked: { color: 'digest' },
  answers: { name: { action: 'accept', content: { name: 'Ada' } } },
}

async function seal(more: Partial<typeof state> = {}): Promise<string> {
  const sealed = await sealState({ ...state, ...more }, services)
  if (sealed === undefined) throw new Error('too large')
  return sealed
}

test('what was sealed is opened, and readable to nobody between', async () => {
  const sealed = await seal()
  expect(Buffer.from(sealed.split('.').join(''), 'base64').toString('latin1')).not.toContain('Ada')
  expect(await openState(sealed, 'this request', services)).toEqual({ ok: true, value: state })
})

test('state of another request is refused', async () => {
  expect(await openState(await seal(), 'that request', services)).toEqual({
    ok: false,
    error: 'belongs to another request',
  })
})

shows('A29', 'state that is not as it was given is refused', async () => {
  const sealed = await seal()
  const middle = Math.floor(sealed.length / 2)
  const flipped = sealed.slice(0, middle) + (sealed[middle] === 'A' ? 'B' : 'A') + sealed.slice(middle + 1)
  const unsecured = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(state)).toString('base64url')}.`
  for (const forged of [flipped, `${sealed}-TAMPERED`, unsecured, '', 'x'.repeat(300_000)]) {
    expect(await openState(forged, 'this request', services)).toEqual({
      ok: false,
      error: 'is not one of this server',
    })
  }
})

test('state of another gateway is refused', async () => {
  const other = createWorld()
  expect((await openState(await seal(), 'this request', other.services)).ok).toBe(false)
  await other.close()
})

shows('A29', 'state expires', async () => {
  const sealed = await seal()
  now += (stateLifetime + 1) * 1000
  expect(await openState(sealed, 'this request', services)).toEqual({ ok: false, error: 'has expired' })
})

test('there may be more than a client can carry', async () => {
  const answers = { essay: { content: 'x'.repeat(300_000) } }
  expect(await sealState({ ...state, answers }, services)).toBeUndefined()
})
