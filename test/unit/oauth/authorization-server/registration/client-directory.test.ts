import { expect, test } from 'vitest'
import { ok } from '../../../../../src/foundation/result.ts'
import { oktaErrors } from '../../../../../src/oauth/authorization-server/okta-errors.ts'
import { createClientDirectory } from '../../../../../src/oauth/authorization-server/registration/client-directory.ts'
import { createRegisteredClients } from '../../../../../src/oauth/authorization-server/registration/registered-clients.ts'
import { createMemoryStorage } from '../../../../../src/storage/memory.ts'
import { clientOf, registrationOf, scopeOf, serverOf } from '../../../../support/identity-parts.ts'

const metadata = {
  name: 'Client',
  authMethod: 'none',
  grantTypes: ['authorization_code'],
  redirectUris: ['https://app.example/cb'],
  scopes: [],
  keys: [],
  keysUrl: undefined,
} as const

test('declared clients are there at once, registered ones once they were looked up, removed ones no more', async () => {
  const server = serverOf({ scopes: [scopeOf('mcp:access'), scopeOf('mcp:admin')] })
  const registered = createRegisteredClients(
    createMemoryStorage(),
    'mcp',
    registrationOf({ scopes: ['mcp:access'] }),
  )
  const declared = [clientOf('web', 'web')]
  const directory = createClientDirectory({ server, declared, registered, documents: undefined })
  expect([...directory.values()]).toEqual(declared)
  expect(directory.get('web')).toBe(declared[0])
  expect(directory.serverFor('web')).toBe(server)
  const outcome = await registered.register(metadata, '')
  const id = typeof outcome === 'string' ? outcome : outcome.clientId
  expect(directory.get(id)).toBeUndefined()
  expect(await directory.find(id)).toEqual(ok(directory.get(id)))
  expect(directory.serverFor(id).scopes.map(({ name }) => name)).toEqual(['mcp:access'])
  await registered.remove(id)
  expect(await directory.find(id)).toEqual({ ok: false, error: oktaErrors.unknownClient })
  expect(directory.get(id)).toBeUndefined()
})

test('without any setting only declared clients exist', async () => {
  const none = { registered: undefined, documents: undefined }
  const directory = createClientDirectory({ server: serverOf(), declared: [], ...none })
  expect(await directory.find('https://app.example/client.json')).toMatchObject({ ok: false })
})
