import { expect, test } from 'vitest'
import { compileIdentity } from '../../../src/identity/compile-identity.ts'

const client = { id: 'client', name: 'C', type: 'service', grantTypes: ['client_credentials'] }
const given = (assignedTo: object) =>
  compileIdentity({
    groups: [{ name: 'staff' }],
    users: [{ login: 'alex@example.com', groups: ['staff'] }],
    clients: [{ ...client, assignedTo }],
  }).problems

test('declared groups and users pass, and the group of everybody', () => {
  expect(given({ groups: ['staff', 'Everyone'], users: ['ALEX@example.com'] })).toEqual([])
})

test('an unknown group is an error, an unknown user one only a real organization may know', () => {
  expect(given({ groups: ['staf'] })).toMatchObject([
    { severity: 'error', code: 'SALLYPORT_IDENTITY_UNKNOWN_GROUP', hint: 'Did you mean "staff"?' },
  ])
  expect(given({ users: ['alexx@example.com'] })).toMatchObject([
    {
      severity: 'warning',
      code: 'SALLYPORT_IDENTITY_UNKNOWN_USER',
      path: ['clients', 0, 'assignedTo', 'users', 0],
      hint: 'Did you mean "alex@example.com"?',
    },
  ])
})
