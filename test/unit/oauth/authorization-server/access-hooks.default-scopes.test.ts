import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Identity } from '../../../../src/identity/identity.ts'
import {
  authorizeUrl,
  createPkce,
  nativeCallback,
  postForm,
  sampleIdentity,
  startAuthorizationServerWorld,
  type AuthorizationServerWorld,
} from '../../../support/authorization-server-world.ts'
import { createBrowser } from '../../../support/browser.ts'

/** Two rules, each for one person, each with default scopes of its own. */
function identityOfTwo(origin: string): Identity {
  const identity = sampleIdentity(origin)
  const [server, ...others] = identity.authorizationServers
  const rule = server?.policies[0]?.rules[0]
  if (server === undefined || rule === undefined) throw new Error('the sample has changed')
  const ruleFor = (login: string, scopes: readonly string[]) => ({
    ...rule,
    name: login,
    people: { groups: [], users: [login] },
    scopes,
  })
  const rules = [ruleFor('alex@example.com', ['mcp:access']), ruleFor('sam@example.com', ['mcp:admin'])]
  const scopes = server.scopes.map((scope) => ({ ...scope, default: true }))
  const policies = [{ name: 'Each', description: undefined, clients: 'ALL_CLIENTS' as const, rules }]
  return { ...identity, authorizationServers: [{ ...server, scopes, policies }, ...others] }
}

let world: AuthorizationServerWorld
beforeAll(async () => {
  world = await startAuthorizationServerWorld({ identity: identityOfTwo })
})
afterAll(() => world.close())

test.each([
  ['alex@example.com', 'correct horse', 'mcp:access'],
  ['sam@example.com', 'battery staple', 'mcp:admin'],
])('%s gets the default scopes of the rule that is for them', async (login, password, scope) => {
  const browser = createBrowser()
  const { verifier, challenge } = createPkce()
  const page = await browser.follow(authorizeUrl(world.issuer, challenge, { scope: undefined }))
  const landed = await browser.signIn(page, login, password)
  expect(landed.away?.searchParams.get('error_description') ?? landed.html).not.toContain('Policy')
  const { status, body } = await postForm(world.issuer, {
    ...{ grant_type: 'authorization_code', client_id: 'native', redirect_uri: nativeCallback },
    ...{ code: landed.away?.searchParams.get('code') ?? '', code_verifier: verifier },
  })
  expect([status, body['scope']]).toEqual([200, scope])
})
