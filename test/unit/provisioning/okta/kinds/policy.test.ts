import { expect, test } from 'vitest'
import {
  describePolicy,
  readPolicyFields,
  type PolicyBody,
} from '../../../../../src/provisioning/okta/kinds/policy.ts'

const lookup = {
  clientId: async (id: string) => `0oa-${id}`,
  groupId: async (name: string) => name,
  userId: async (login: string) => login,
}
const names = {
  clientName: (id: string) => id.replace('0oa-', ''),
  groupName: async (id: string) => id,
  userName: async (id: string) => id,
}

test.each([['ALL_CLIENTS' as const], [['b', 'a']]])(
  'a policy for %s is read as declared',
  async (clients) => {
    const desired = describePolicy('mcp', { name: 'P', description: undefined, clients, rules: [] }, 2)
    const body = { id: '00p1', ...(await desired.toBody(lookup)) } as unknown as PolicyBody
    expect(readPolicyFields(body, 2, names)).toEqual(desired.fields)
    // Okta wants a description.
    expect(body.description).toBe('P')
  },
)
