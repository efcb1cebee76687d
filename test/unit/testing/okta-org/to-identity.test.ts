import { expect, test } from 'vitest'
import { applicationBody } from '../../../../src/testing/okta-org/application-body.ts'
import { createApp } from '../../../../src/testing/okta-org/application.ts'
import { newObject, type Organization, type OrgGroup } from '../../../../src/testing/okta-org/organization.ts'
import { defaultServer } from '../../../../src/testing/okta-org/system-objects.ts'
import { toIdentity } from '../../../../src/testing/okta-org/to-identity.ts'
import { appBody } from '../../../support/okta-calls.ts'

const group = (name: string, type: OrgGroup['type']): OrgGroup => ({
  ...newObject('00g'),
  type,
  profile: { name, description: null },
  members: new Set(['00u1']),
})

test('what is active becomes an identity, ids become names', () => {
  const everyone = group('Everyone', 'BUILT_IN')
  const staff = group('staff', 'OKTA_GROUP')
  const server = defaultServer()
  const organization = {
    apps: new Map(),
    groups: new Map([everyone, staff].map((one) => [one.id, one])),
    users: new Map([
      [
        '00u1',
        {
          ...newObject('00u', '00u1'),
          status: 'ACTIVE',
          profile: { login: 'alex', email: 'a@example.com', firstName: 'Alex', lastName: 'R' },
        },
      ],
    ]),
  } as unknown as Organization
  const app = createApp(organization, applicationBody.parse(appBody('A', {}, { client_id: 'service' })))
  app.assignedGroups.set(everyone.id, { lastUpdated: '', priority: 0 })
  createApp(organization, applicationBody.parse(appBody('Off'))).status = 'INACTIVE'
  const token = {
    accessTokenLifetimeMinutes: 60,
    refreshTokenLifetimeMinutes: 0,
    refreshTokenWindowMinutes: 60,
  }
  const rule = (name: string, groups: string[], status: 'ACTIVE' | 'INACTIVE' = 'ACTIVE') => ({
    ...newObject('0pr'),
    name,
    status,
    conditions: {
      people: { users: { include: ['00u1'], exclude: [] }, groups: { include: groups, exclude: [] } },
      grantTypes: { include: ['authorization_code'] },
      scopes: { include: ['*'] },
    },
    actions: { token },
  })
  server.policies.push({
    ...newObject('00p'),
    name: 'P',
    description: 'P',
    status: 'ACTIVE',
    clients: ['service'],
    rules: [rule('some', [staff.id]), rule('all', ['EVERYONE']), rule('off', [], 'INACTIVE')],
  })
  const identity = toIdentity(organization, server)
  expect(identity.clients).toMatchObject([
    { id: 'service', type: 'service', assignedTo: { groups: ['Everyone'], users: [] } },
  ])
  expect(identity.users).toMatchObject([{ login: 'alex', name: 'Alex R', groups: ['Everyone', 'staff'] }])
  expect(identity.authorizationServers).toMatchObject([
    {
      scopes: [],
      claims: [],
      policies: [
        {
          clients: ['service'],
          rules: [
            { name: 'some', people: { groups: ['staff'], users: ['alex'] }, scopes: '*' },
            { name: 'all', people: { groups: [], users: [] } },
          ],
        },
      ],
    },
  ])
})
