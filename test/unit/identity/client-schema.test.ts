import { expect, test } from 'vitest'
import { clientSchema } from '../../../src/identity/client-schema.ts'

const client = { id: 'web', name: 'Web', type: 'web', grantTypes: ['authorization_code'] }

test('everybody is assigned unless somebody is named', () => {
  expect(clientSchema.parse(client).assignedTo).toEqual({ groups: ['Everyone'], users: [] })
  expect(clientSchema.parse({ ...client, assignedTo: { groups: ['staff'] } }).assignedTo).toEqual({
    groups: ['staff'],
    users: [],
  })
  expect(clientSchema.parse({ ...client, assignedTo: {} }).assignedTo).toEqual({ groups: [], users: [] })
})

test.each([{ tokenEndpointAuthMethod: 'tls_client_auth' }, { jwks: { keys: [] } }, { pkceRequired: 'yes' }])(
  '%j is refused',
  (change) => {
    expect(clientSchema.safeParse({ ...client, ...change }).success).toBe(false)
  },
)
