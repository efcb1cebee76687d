import { expect, test } from 'vitest'
import { isLibraryError, toLibraryError } from '../../../../src/oauth/authorization-server/library-error.ts'
import { loadOidcProvider } from '../../../../src/oauth/authorization-server/load-oidc-provider.ts'
import { oktaErrors } from '../../../../src/oauth/authorization-server/okta-errors.ts'
import { createLog } from '../../../../src/telemetry/log.ts'

test('an error of ours becomes one the library answers with', async () => {
  const library = await loadOidcProvider(createLog({ level: 'error', write: () => undefined }))
  const error = toLibraryError(library, oktaErrors.noMatchingPolicy)
  expect(error).toBeInstanceOf(library.errors.OIDCProviderError)
  expect(error).toMatchObject({
    statusCode: 401,
    error: 'access_denied',
    error_description: oktaErrors.noMatchingPolicy.description,
    expose: true,
  })
  expect(isLibraryError(error)).toBe(true)
})

test('a failure is not an error of the library', () => {
  expect(isLibraryError(new Error('disk'))).toBe(false)
  expect(isLibraryError({ error: 'x', statusCode: 400 })).toBe(false)
})
