import { expect, test } from 'vitest'
import { isAction, planChanges } from '../../../src/provisioning/plan-changes.ts'
import type { CurrentResource, DesiredResource } from '../../../src/provisioning/resource.ts'

const kinds = ['box', 'thing']
const want = (key: string, change: Partial<DesiredResource> = {}): DesiredResource => ({
  key,
  kind: key.includes('/') ? 'thing' : 'box',
  name: key,
  parent: key.includes('/') ? key.split('/')[0] : undefined,
  fields: { size: 1 },
  whenForeign: 'refuse',
  hasSecret: false,
  ...change,
})
const have = (key: string, change: Partial<CurrentResource> = {}): CurrentResource => ({
  key,
  kind: key.includes('/') ? 'thing' : 'box',
  name: key,
  address: `/${key}`,
  reference: key,
  parent: key.includes('/') ? `/${key.split('/')[0]}` : undefined,
  fields: { size: 1 },
  ownership: 'ours',
  ...change,
})
const plan = (desired: DesiredResource[], resources: CurrentResource[], adopt = false) => {
  const { changes, problems } = planChanges(kinds, desired, { resources, problems: [] }, { adopt })
  return { problems, changes: changes.map(({ action, name }) => `${action} ${name}`), all: changes }
}

test('what is missing is made, parents first; what differs is changed; what is right stays', () => {
  const { changes, all } = plan(
    [want('a/x'), want('a'), want('b', { fields: { size: 2 } }), want('c')],
    [have('b'), have('c')],
  )
  expect(changes).toEqual(['create a', 'update b', 'unchanged c', 'create a/x'])
  expect(all.filter(isAction).map(({ fields }) => fields.length)).toEqual([1, 1, 1])
})

test('what is ours and not wanted goes, inner things first, but with their parent when that goes too', () => {
  expect(plan([want('a')], [have('a'), have('a/x'), have('b')]).changes).toEqual([
    'unchanged a',
    'delete a/x',
    'delete b',
  ])
  const whole = plan([], [have('a'), have('a/x')])
  expect(whole.changes).toEqual(['delete a', 'delete a/x'])
  expect(whole.all.map(({ reason }) => reason)).toEqual([undefined, 'goes with what it is in'])
})

test('a container with something foreign in it stays, at any depth', () => {
  const stranger = have('a/y', { key: undefined, ownership: 'foreign' })
  const { changes, all } = plan([], [have('a'), have('a/x'), stranger])
  expect(changes).toEqual(['delete a/x', 'foreign a/y', 'keep a'])
  expect(all.find(({ action }) => action === 'keep')?.reason).toContain('thing "a/y"')
})

test('what a stranger made is a conflict, is used, or becomes ours', () => {
  const foreign = [
    have('a', { ownership: 'foreign', fields: { size: 9 } }),
    have('a/x', { ownership: 'foreign' }),
  ]
  const refused = plan([want('a'), want('a/x'), want('a/z')], foreign)
  expect(refused.changes).toEqual(['conflict a'])
  expect(refused.problems).toHaveLength(1)
  expect(plan([want('a', { whenForeign: 'use' })], foreign.slice(0, 1)).changes).toEqual(['use a'])
  expect(plan([want('a'), want('a/x')], foreign, true).changes).toEqual(['adopt a', 'adopt a/x'])
})

test('problems of the provider are problems of the plan', () => {
  expect(planChanges(kinds, [], { resources: [], problems: ['no'] }, { adopt: false }).problems).toEqual([
    'no',
  ])
})
