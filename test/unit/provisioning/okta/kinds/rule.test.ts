import { expect, test } from 'vitest'
import {
  describeRule,
  readRuleFields,
  type RuleBody,
} from '../../../../../src/provisioning/okta/kinds/rule.ts'
import { ruleOf } from '../../../../support/identity-parts.ts'

const lookup = {
  clientId: async (id: string) => id,
  groupId: async (name: string) => `00g-${name}`,
  userId: async (login: string) => `00u-${login}`,
}
const names = {
  clientName: (id: string) => id,
  groupName: async (id: string) => id.replace('00g-', ''),
  userName: async (id: string) => id.replace('00u-', ''),
}

test.each([
  ['anybody', ruleOf()],
  ['some', ruleOf({ people: { groups: ['staff'], users: ['sam', 'alex'] }, scopes: ['b', 'a'] })],
  ['a device', ruleOf({ grantTypes: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'] })],
  ['everybody by name', ruleOf({ people: { groups: ['Everyone', 'staff'], users: [] } })],
] as const)('a rule for %s is read as declared', async (_name, rule) => {
  const desired = describeRule('mcp', 'P', rule, 1)
  const body = { id: '0pr1', ...(await desired.toBody(lookup)) } as unknown as RuleBody
  expect(await readRuleFields(body, 1, names)).toEqual(desired.fields)
  // Okta's rules know no refresh_token: it follows the sign-in.
  expect(JSON.stringify(body)).not.toContain('"refresh_token"')
})

test('exceptions, hooks and what is missing are seen', async () => {
  const body: RuleBody = {
    id: '0pr1',
    name: 'r',
    status: 'INACTIVE',
    conditions: {
      people: { groups: { include: ['EVERYONE'], exclude: ['00g-x'] }, users: { exclude: ['00u-y'] } },
    },
    actions: { token: { inlineHook: { id: 'cal1' } } },
  }
  expect(await readRuleFields(body, 0, names)).toMatchObject({
    exceptions: ['x', 'y'],
    inlineHook: 'cal1',
    accessTokenLifetimeMinutes: null,
    status: 'INACTIVE',
  })
})
