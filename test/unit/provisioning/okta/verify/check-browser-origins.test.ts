import { afterEach, beforeEach, expect, test } from 'vitest'
import { OktaApiError } from '../../../../../src/provisioning/okta/api-error.ts'
import { checkBrowserOrigins } from '../../../../../src/provisioning/okta/verify/check-browser-origins.ts'
import { clientOf, identityOf } from '../../../../support/identity-parts.ts'
import { callOkta } from '../../../../support/okta-calls.ts'
import { startOktaWorld, type OktaWorld } from '../../../../support/okta-world.ts'

let world: OktaWorld
beforeEach(async () => {
  world = await startOktaWorld()
})
afterEach(() => world.close())

test('only browser clients need a trusted origin', async () => {
  const redirectUris = ['https://app.example.com/callback']
  const browser = identityOf({ clients: [clientOf('app', 'browser', { redirectUris })] })
  const outcome = async (identity = browser) => (await checkBrowserOrigins(world.client, identity)).outcome
  expect(await outcome(identityOf({ clients: [clientOf('web', 'web', { redirectUris })] }))).toBe('ok')
  expect(await outcome()).toBe('failed')
  const scopes = [{ type: 'CORS' }]
  await callOkta(world.org, 'POST', '/api/v1/trustedOrigins', {
    name: 'App',
    origin: 'https://app.example.com',
    scopes,
  })
  expect(await outcome()).toBe('ok')
})

test('a credential that may not read them is no failure of the organization', async () => {
  const list = async (): Promise<never> =>
    Promise.reject(new OktaApiError(403, 'GET /', { errorCode: 'E0000006' }))
  const identity = identityOf({
    clients: [clientOf('app', 'browser', { redirectUris: ['https://app.example.com/callback'] })],
  })
  expect((await checkBrowserOrigins({ ...world.client, list }, identity)).outcome).toBe('skipped')
})
