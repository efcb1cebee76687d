import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ApplyInterrupted, applyPlan, ApplyRefused } from '../../../src/provisioning/apply-plan.ts'
import { openJournal, type Journal } from '../../../src/provisioning/journal.ts'
import type { Plan } from '../../../src/provisioning/plan-changes.ts'
import { listOkta } from '../../support/okta-calls.ts'
import { startOktaWorld, provisionedIdentity, type OktaWorld } from '../../support/okta-world.ts'

let world: OktaWorld
beforeEach(async () => {
  world = await startOktaWorld()
})
afterEach(() => world.close())

test('a plan is carried out, and secrets are handed on once', async () => {
  const outcome = await world.apply(provisionedIdentity())
  expect(outcome.done).toHaveLength(9)
  expect(outcome.delivered).toEqual(['client:mcp-web', 'client:mcp-service'])
  expect(outcome.references.get('client:mcp-web')).toBe('mcp-web')
  expect(outcome.references.get('server:mcp')).toBe(
    `${world.org.origin}/oauth2/${outcome.addresses.get('server:mcp')?.split('/').at(-1)}`,
  )
  expect((await world.apply(provisionedIdentity())).delivered).toEqual([])
})

test('a step that fails is named, and the next apply goes on after it', async () => {
  world.org.disturb({ kind: 'unavailable', method: 'POST', path: /\/policies$/, times: 5 })
  const failing = world.apply(provisionedIdentity())
  await expect(failing).rejects.toThrow(ApplyInterrupted)
  await expect(failing).rejects.toThrow(/step 8 of 9 \(create access policy "Clients"\)/)
  expect((await world.apply(provisionedIdentity())).done.map(({ name }) => name)).toEqual([
    'Clients',
    'Allow',
  ])
  // The secrets of the apply that broke off were not lost.
  expect([...world.secrets.keys()]).toEqual(['client:mcp-web', 'client:mcp-service'])
})

test.each([0, 1, 2, 3, 4, 5, 6, 7, 8])(
  'broken off after %i writes, nothing is made twice',
  async (writes) => {
    // Five times, so that the client gives up; every answer is lost after the call was carried out.
    world.org.disturb({ kind: 'lost', method: 'POST', after: writes, times: 5 })
    world.org.disturb({ kind: 'cut', method: 'GET', after: 12 + writes, times: 5 })
    await world.apply(provisionedIdentity()).catch(() => undefined)
    const again = await world.apply(provisionedIdentity()).catch(() => world.apply(provisionedIdentity()))
    expect(again.addresses.size).toBe(9)
    const { changes } = await world.plan(provisionedIdentity())
    expect(changes.map(({ action }) => action)).toEqual(Array.from({ length: 9 }, () => 'unchanged'))
    const [apps, servers, groups] = await Promise.all([
      listOkta(world.org, '/api/v1/apps'),
      listOkta(world.org, '/api/v1/authorizationServers'),
      listOkta(world.org, '/api/v1/groups'),
    ])
    expect([apps.length, servers.length, groups.length]).toEqual([2, 2, 2])
    expect(world.secrets.size).toBe(2)
  },
)

test('a secret goes with its client, and a new client has a new one', async () => {
  await world.apply(provisionedIdentity())
  const before = world.secrets.get('client:mcp-web')
  await world.apply(provisionedIdentity(), { destroy: true })
  expect(world.secrets.size).toBe(0)
  await world.apply(provisionedIdentity())
  expect(world.secrets.get('client:mcp-web')).not.toBe(before)
})

test('a plan with problems is not touched', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sallyport-apply-'))
  const journal: Journal = await openJournal(join(folder, 'j.json'), 'o', 't')
  const plan: Plan = { changes: [], problems: ['Not like this.'] }
  const never = async (): Promise<never> => Promise.reject(new Error('never'))
  const provider = {
    kinds: [],
    readCurrent: never,
    create: never,
    update: never,
    remove: never,
    readSecret: never,
  }
  const input = { plan, provider, journal, onStep: () => undefined, hasSecret: never, dropSecret: never }
  await expect(applyPlan({ ...input, deliverSecret: never })).rejects.toThrow(ApplyRefused)
  await rm(folder, { recursive: true, force: true })
})
