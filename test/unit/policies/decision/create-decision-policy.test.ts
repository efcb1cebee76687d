import { afterAll, expect, it } from 'vitest'
import {
  createDecisionPolicy,
  type DecisionRules,
} from '../../../../src/policies/decision/create-decision-policy.ts'
import type { Verdict } from '../../../../src/policies/decision/ask-decision-point.ts'
import { createWorld } from '../../../support/policy-setup.ts'
import { judge } from '../../../support/token-policy.ts'

const world = createWorld()
afterAll(() => world.close())

const user = { sub: 'ada', data: {} }

it.each<[Verdict, Partial<DecisionRules>, typeof user | undefined, number | undefined]>([
  ['allowed', {}, undefined, undefined],
  ['denied', {}, user, 403],
  ['denied', {}, undefined, 401],
  ['undecided', {}, user, 503],
  ['denied', { passesUndecided: true }, user, 403],
  ['undecided', { passesUndecided: true }, user, undefined],
  ['denied', { isLenient: true }, undefined, undefined],
])('of %s with %j, it makes what it says', async (verdict, changes, caller, status) => {
  const rules = { judgesTools: false, isLenient: false, passesUndecided: false, noun: 'x', ...changes }
  const policy = createDecisionPolicy('p', { ...rules, judge: () => Promise.resolve(verdict) })
  expect((await judge(policy, world, { user: caller })).reply?.status).toBe(status)
  expect(policy.handleTool).toBeUndefined()
})
