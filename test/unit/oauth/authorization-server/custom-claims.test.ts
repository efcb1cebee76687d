import { decodeJwt } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Claim, ClaimValue, GroupFilter } from '../../../../src/identity/identity.ts'
import { compileCustomClaims } from '../../../../src/oauth/authorization-server/custom-claims.ts'
import {
  basic,
  postForm,
  redeem,
  sampleIdentity,
  signIn,
  startAuthorizationServerWorld,
  type AuthorizationServerWorld,
} from '../../../support/authorization-server-world.ts'
import { serverOf, userOf } from '../../../support/identity-parts.ts'

const claim = (name: string, value: ClaimValue, given: Partial<Claim> = {}): Claim => ({
  name,
  tokenType: 'access',
  value,
  scopes: [],
  ...given,
})
const groups = (filter: GroupFilter, text: string): ClaimValue => ({ kind: 'groups', filter, text })
const expression = (text: string): ClaimValue => ({ kind: 'expression', expression: text })
const claims: readonly Claim[] = [
  claim('groups', groups('startsWith', 'mcp-')),
  claim('team', expression('"platform"')),
  claim('mail', expression('user.email'), { scopes: ['email'] }),
  claim('id_groups', groups('equals', 'mcp-admins'), { tokenType: 'id' }),
]

const write = (value: ClaimValue, user = userOf('alex', { groups: ['mcp-admins', 'mcp.staff', 'dev'] })) =>
  compileCustomClaims(serverOf({ claims: [claim('x', value)] }), 'access')(user, new Set())

test.each<[GroupFilter, string, readonly string[]]>([
  ['startsWith', 'mcp', ['mcp-admins', 'mcp.staff']],
  ['equals', 'dev', ['dev']],
  ['contains', 'staff', ['mcp.staff']],
  ['regex', 'mcp.staff|mcp-.*', ['mcp-admins', 'mcp.staff']],
  ['regex', 'mcp', []],
  ['regex', '.*', ['Everyone', 'mcp-admins', 'mcp.staff', 'dev']],
])('groups by %s %s', (filter, text, expected) => {
  expect(write(groups(filter, text))).toEqual({ ok: true, value: { x: expected } })
})

test('what a person lacks, or only Okta can evaluate, is left out', () => {
  expect(write(expression('user.email'))).toEqual({ ok: true, value: {} })
  expect(write(expression('String.len("x")'))).toEqual({ ok: true, value: {} })
})

test('a filter that is no regular expression stops the start and is named', () => {
  expect(() => write(groups('regex', 'mcp-('))).toThrow('"mcp-("')
})

test('more than a hundred groups are refused, as at Okta', () => {
  const user = userOf('alex', { groups: Array.from({ length: 101 }, (_, index) => `g${index}`) })
  expect(write(groups('startsWith', 'g'), user)).toMatchObject({ ok: false, error: { status: 400 } })
})

let world: AuthorizationServerWorld
beforeAll(async () => {
  world = await startAuthorizationServerWorld({
    identity: (origin) => {
      const sample = sampleIdentity(origin)
      return {
        ...sample,
        authorizationServers: sample.authorizationServers.map((server) => ({ ...server, claims })),
        users: sample.users.map((user) => ({ ...user, groups: ['mcp-admins', 'dev'] })),
      }
    },
  })
})
afterAll(() => world.close())

test('tokens of a person carry them, each kind its own', async () => {
  const { body } = await redeem(
    world.issuer,
    await signIn(world.issuer, { scope: 'openid email mcp:access' }),
  )
  expect(decodeJwt(String(body['access_token']))).toMatchObject({
    groups: ['mcp-admins'],
    team: 'platform',
    mail: 'alex@example.com',
  })
  const idToken = decodeJwt(String(body['id_token']))
  expect(idToken['id_groups']).toEqual(['mcp-admins'])
  expect(idToken).not.toHaveProperty('groups')
})

test('a claim for a scope is only in tokens with it, and a program has no groups', async () => {
  const { body } = await redeem(world.issuer, await signIn(world.issuer))
  expect(decodeJwt(String(body['access_token']))).not.toHaveProperty('mail')
  const program = await postForm(world.issuer, { grant_type: 'client_credentials' }, basic('service'))
  const payload = decodeJwt(String(program.body['access_token']))
  expect(payload).toMatchObject({ team: 'platform' })
  expect(payload).not.toHaveProperty('groups')
})
