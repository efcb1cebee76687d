import { expect, test } from 'vitest'
import { formatPlan, planToJson, summarize } from '../../../src/provisioning/format-plan.ts'
import type { Change, Plan } from '../../../src/provisioning/plan-changes.ts'

const change = (action: Change['action'], given: Partial<Change> = {}): Change => ({
  action,
  kind: 'scope',
  name: action,
  key: action,
  fields: [],
  reason: undefined,
  desired: undefined,
  current: undefined,
  ...given,
})
const plan = (...changes: Change[]): Plan => ({ changes, problems: [] })

test('a plan reads field by field, what stays as it is left out', () => {
  const create = change('create', {
    fields: [
      { field: 'consent', before: undefined, after: 'IMPLICIT' },
      { field: 'description', before: undefined, after: null },
      { field: 'keys', before: undefined, after: [] },
    ],
  })
  const update = change('update', {
    fields: [
      { field: 'scopes', before: ['a'], after: ['a', 'b'] },
      { field: 'description', before: 'old', after: null },
    ],
  })
  const foreign = change('foreign', { reason: 'not ours' })
  expect(formatPlan(plan(create, update, change('unchanged'), foreign))).toBe(
    [
      '  + create scope "create"',
      '      consent: "IMPLICIT"',
      '  ~ update scope "update"',
      '      scopes: ["a"] -> ["a", "b"]',
      '      description: "old" -> nothing',
      '    foreign scope "foreign"  (not ours)',
      '',
      'Plan: 1 to create, 1 to update, 1 unchanged.',
    ].join('\n'),
  )
})

test('lines are painted by what they do', () => {
  expect(formatPlan(plan(change('delete')), (action, text) => `<${action}>${text}`)).toContain(
    '<delete>  - delete scope',
  )
})

test('nothing to do is said in one line, and a plan with problems is no such thing', () => {
  expect(formatPlan(plan(change('unchanged')))).toBe('No changes: 1 as declared.')
  expect(summarize({ changes: [change('conflict')], problems: ['x'] })).toBe('No changes can be made.')
})

test('programs get the same', () => {
  expect(
    planToJson(plan(change('create', { fields: [{ field: 'a', before: undefined, after: 1 }] }))),
  ).toEqual({
    changed: true,
    problems: [],
    changes: [
      {
        action: 'create',
        kind: 'scope',
        name: 'create',
        key: 'create',
        fields: [{ field: 'a', before: null, after: 1 }],
        reason: null,
      },
    ],
  })
})
