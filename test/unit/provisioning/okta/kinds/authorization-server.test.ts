import { expect, test } from 'vitest'
import {
  describeServer,
  readServerFields,
  type ServerBody,
} from '../../../../../src/provisioning/okta/kinds/authorization-server.ts'
import { serverOf } from '../../../../support/identity-parts.ts'

test('a server is marked in its description and read as declared', async () => {
  for (const description of ['Tokens of the bookshop', undefined]) {
    const desired = describeServer(serverOf({ description }), 'me')
    const body = await desired.toBody({} as never)
    expect(body['description']).toContain('[managed-by=sallyport owner=me key=server%3Amcp]')
    const read = { ...body, id: 'aus1', issuer: 'i', status: 'ACTIVE' } as unknown as ServerBody
    expect(readServerFields(read)).toEqual(desired.fields)
  }
  const byHand = { id: '', name: 'n', audiences: [], issuer: 'i', status: 'ACTIVE' }
  expect(readServerFields(byHand)).toMatchObject({ owner: null, audience: null, description: null })
})
