import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDirectory } from '../../../../src/provisioning/okta/directory.ts'
import { buildDesiredState } from '../../../../src/provisioning/okta/desired-state.ts'
import { readCurrentState } from '../../../../src/provisioning/okta/read-current-state.ts'
import { callOkta } from '../../../support/okta-calls.ts'
import { startOktaWorld, provisionedIdentity, type OktaWorld } from '../../../support/okta-world.ts'

let world: OktaWorld
beforeEach(async () => {
  world = await startOktaWorld({ pageSize: 2 })
})
afterEach(() => world.close())
const read = (identity = provisionedIdentity(), owner = 'test') => {
  const desired = buildDesiredState(identity, owner)
  const directory = createDirectory(world.client)
  return readCurrentState({ client: world.client, directory, owner, desired, known: new Map() }, desired)
}

test('what was applied is read as declared, also without what earlier applies noted', async () => {
  await world.apply(provisionedIdentity())
  const { resources, problems } = await read()
  expect(problems).toEqual([])
  const desired = buildDesiredState(provisionedIdentity(), 'test')
  for (const { key, fields } of desired) {
    const there = resources.find((one) => one.key === key)
    expect(there, key).toMatchObject({ ownership: 'ours', fields })
  }
  expect(resources).toHaveLength(desired.length)
})

test('another owner sees the same things as those of a stranger', async () => {
  await world.apply(provisionedIdentity())
  const { resources } = await read(provisionedIdentity(), 'other')
  expect(new Set(resources.map(({ ownership }) => ownership))).toEqual(new Set(['foreign']))
})

test('an empty organization has nothing, and users it does not know are named', async () => {
  const identity = provisionedIdentity({ rule: { people: { users: ['nobody@example.com'] } } })
  expect(await read(identity)).toEqual({
    resources: [],
    problems: [
      'The organization has no user "nobody@example.com". Make the user there, or name another one.',
    ],
  })
})

test('clients that are not of the file are shown by their label', async () => {
  await world.apply(provisionedIdentity())
  const { resources } = await read()
  const policy = resources.find(({ kind }) => kind === 'access policy')
  const stranger = await callOkta(world.org, 'POST', '/api/v1/apps', {
    name: 'oidc_client',
    label: 'Stranger',
    signOnMode: 'OPENID_CONNECT',
    settings: { oauthClient: { application_type: 'service', grant_types: ['client_credentials'] } },
  })
  const path = `/api/v1${policy?.address}`
  const { body } = await callOkta(world.org, 'GET', path)
  await callOkta(world.org, 'PUT', path, {
    ...body,
    conditions: { clients: { include: ['mcp-web', stranger.body['id']] } },
  })
  const after = (await read()).resources.find(({ kind }) => kind === 'access policy')
  expect(after?.fields['clients']).toEqual([`Stranger (${String(stranger.body['id'])})`, 'mcp-web'])
})
