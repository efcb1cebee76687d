import { describe, expect, it } from 'vitest'
import { AccessModel } from '../../../../src/mcp/access/model.ts'
import { createHandlerAccess } from '../../../../src/mcp/access/explain-access.ts'
import { compileScopeHierarchy } from '../../../../src/mcp/access/scope-hierarchy.ts'
import { accessRule, ruleCondition } from '../../../support/access-parts.ts'

const rules = [
  accessRule(0, { scopes: [['read'], ['other']] }),
  accessRule(1, {
    scopes: [['write']],
    conditions: [ruleCondition('arguments.amount <= 10 && claims.team == "x"', 'Too much.')],
  }),
]
const model = new AccessModel(rules, compileScopeHierarchy({ admin: ['write'], write: ['read'] }), {
  listing: 'granted',
  stepUp: 'challenge',
})
const route = { method: 'GET', path: '/books', inbound: [] }
const items = [undefined, ...rules].map((rule, index) => ({
  kind: 'tool',
  name: `tool${index}`,
  rule,
  route,
  findProblem: ({ amount }: Readonly<Record<string, unknown>>) =>
    typeof amount === 'string' ? '"amount" must be a number' : undefined,
}))
const access = createHandlerAccess(model, items, { label: 'shop', initialScopes: undefined })
const ada = { sub: 'ada', data: { scp: ['admin'], team: 'x' } }

describe('scopes to ask for', () => {
  it('are the first way to satisfy each rule, unless somebody chose', () => {
    expect([access.initialScopes, access.laterScopes]).toEqual([['read', 'write'], ['other']])
    const chosen = createHandlerAccess(model, items, { label: 'shop', initialScopes: ['read'] })
    expect([chosen.initialScopes, chosen.laterScopes]).toEqual([['read'], ['other', 'write']])
  })
})

describe('explain', () => {
  it('shows the way through the hierarchy, the values, and the arguments', () => {
    expect(access.explain('tool2', ada, { amount: 5 })).toEqual({
      kind: 'tool',
      name: 'tool2',
      allowed: true,
      listed: true,
      route,
      rules: [
        {
          rule: 'scopes',
          holds: true,
          because: ['Needs write.', 'Granted: admin.', 'write: by admin > write'],
        },
        {
          rule: 'condition',
          holds: true,
          because: [
            'arguments.amount <= 10 && claims.team == "x"',
            'arguments.amount = 5',
            'claims.team = "x"',
            'It is true.',
          ],
        },
        { rule: 'arguments', holds: true, because: ['The arguments fit the schema.'] },
      ],
    })
  })

  it('shows what is missing, and what the caller is told', () => {
    const refused = access.explain('tool2', { sub: 'bo', data: { scp: ['read'] } }, { amount: 11 })
    expect(refused).toMatchObject({ allowed: false, listed: false })
    expect(refused?.rules.map(({ because }) => because.at(-1))).toEqual([
      'write: not granted, and no granted scope stands for it',
      'The caller is told: Too much.',
      'The arguments fit the schema.',
    ])
  })

  it('refuses nobody where there is no rule, but for arguments that do not fit', () => {
    expect(access.explain('tool0', undefined, {})).toMatchObject({ allowed: true, listed: true })
    expect(access.explain('tool0', undefined, { amount: 'x' })).toMatchObject({ allowed: false })
  })

  it('knows what nobody gets, and what is not there', () => {
    expect(access.explain('tool1', undefined, {})?.rules[0]?.because).toEqual([
      'Needs read, or other.',
      'The caller did not sign in.',
    ])
    expect(access.explain('tool9', ada, {})).toBeUndefined()
  })
})
