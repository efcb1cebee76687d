import { expect, test } from 'vitest'
import { describeAssignments } from '../../../../../src/provisioning/okta/kinds/assignment.ts'
import { clientOf } from '../../../../support/identity-parts.ts'

test('each group and each user is a resource of its own; programs need none', async () => {
  const assignedTo = { groups: ['staff'], users: ['alex'] }
  const both = describeAssignments(clientOf('web', 'web', { assignedTo }))
  const lookup = {
    clientId: async (id: string) => id,
    groupId: async (name: string) => `00g-${name}`,
    userId: async (login: string) => `00u-${login}`,
  }
  expect(both.map(({ key, parent }) => [key, parent])).toEqual([
    ['client:web/group:staff', 'client:web'],
    ['client:web/user:alex', 'client:web'],
  ])
  expect(await Promise.all(both.map((one) => one.toBody(lookup)))).toEqual([
    { id: '00g-staff' },
    { id: '00u-alex', scope: 'USER' },
  ])
  expect(describeAssignments(clientOf('service', 'service'))).toEqual([])
})
