import { expect, test } from 'vitest'
import { ok, refuse } from '../../../../../src/foundation/result.ts'
import { checkLogout } from '../../../../../src/oauth/authorization-server/logout/check-logout.ts'
import { oktaErrors } from '../../../../../src/oauth/authorization-server/okta-errors.ts'
import type { ServedServer } from '../../../../../src/oauth/authorization-server/served-server.ts'

const back = 'https://app.example/bye?x=1'
const known = new Map([['web', { postLogoutRedirectUris: [back] }]])
const served = {
  clients: {
    find: async (id: string) => {
      const client = known.get(id)
      return client === undefined ? refuse(oktaErrors.unknownClient) : ok(client)
    },
  },
} as unknown as ServedServer
const verify = async (token: string) =>
  token === '' || token === 'bad'
    ? undefined
    : { iss: 'i', sub: '00u1', aud: token === 'foreign' ? 'nobody' : 'web', exp: 1 }
const check = (parameters: Record<string, string> | string) =>
  checkLogout(served, verify, new URLSearchParams(parameters))

test('a good request goes where the client has registered, with its state', async () => {
  expect(await check({ id_token_hint: 'good', post_logout_redirect_uri: back, state: 's t' })).toEqual({
    ...{ kind: 'proceed', uid: '00u1', redirectTo: 'https://app.example/bye?x=1&state=s+t' },
  })
  expect(await check({ id_token_hint: 'good', post_logout_redirect_uri: back })).toMatchObject({
    redirectTo: back,
  })
  expect(await check({ id_token_hint: 'good', state: 's' })).toMatchObject({
    kind: 'proceed',
    redirectTo: undefined,
  })
})

const logoutUri =
  "The 'post_logout_redirect_uri' parameter must be a Logout redirect URI in the client app settings."
test.each([
  ['no ID token', { post_logout_redirect_uri: back }, 'The token is invalid.'],
  ['a bad ID token', { id_token_hint: 'bad' }, 'The token is invalid.'],
  ['the token of a client nobody knows', { id_token_hint: 'foreign' }, 'The token is invalid.'],
  [
    'another address',
    { id_token_hint: 'good', post_logout_redirect_uri: 'https://app.example/bye' },
    logoutUri,
  ],
  ['a longer address', { id_token_hint: 'good', post_logout_redirect_uri: `${back}#x` }, logoutUri],
  ['a script', { id_token_hint: 'good', post_logout_redirect_uri: 'javascript:alert(1)' }, logoutUri],
  [
    'a parameter twice',
    `id_token_hint=good&id_token_hint=good`,
    'The request contained multiple parameters with the same name.',
  ],
])('%s ends on a page', async (_name, parameters, description) => {
  expect(await check(parameters)).toMatchObject({ kind: 'page', problem: { description } })
})
