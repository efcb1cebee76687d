import { expect, test } from 'vitest'
import { refuse } from '../../../../../src/foundation/result.ts'
import { loadOidcProvider } from '../../../../../src/oauth/authorization-server/load-oidc-provider.ts'
import { oktaErrors } from '../../../../../src/oauth/authorization-server/okta-errors.ts'
import { createClientAdapter } from '../../../../../src/oauth/authorization-server/registration/client-adapter.ts'
import { createClientDirectory } from '../../../../../src/oauth/authorization-server/registration/client-directory.ts'
import { createLog } from '../../../../../src/telemetry/log.ts'
import { serverOf } from '../../../../support/identity-parts.ts'

test('an unknown client is none; one that cannot be read now is an error of its own', async () => {
  const library = await loadOidcProvider(createLog({ level: 'error', write: () => undefined }))
  const documents = {
    find: async (id: string) => (id === 'down' ? refuse(oktaErrors.documentUnreachable) : undefined),
  }
  const directory = createClientDirectory({
    server: serverOf(),
    declared: [],
    registered: undefined,
    documents,
  })
  const adapter = createClientAdapter(library, directory)
  expect(await adapter.find('nobody')).toBeUndefined()
  await expect(adapter.find('down')).rejects.toMatchObject({
    statusCode: 503,
    error: 'temporarily_unavailable',
  })
  await adapter.upsert('x', {})
  expect(await adapter.findByUid('x')).toBeUndefined()
})
