import { expect, test } from 'vitest'
import { findLifetimeContradictions } from '../../../../src/identity/contradictions/lifetime-contradictions.ts'
import type { AccessRule, IdentityClient } from '../../../../src/identity/identity.ts'
import { createProblems } from '../../../../src/identity/problems.ts'
import { clientOf, identityOf, ruleOf, serverOf } from '../../../support/identity-parts.ts'

const refreshing = clientOf('web', 'web', { grantTypes: ['authorization_code', 'refresh_token'] })

function found(rule: Partial<AccessRule>, clients: IdentityClient[] = [refreshing]) {
  const { problems, add } = createProblems()
  const policies = [
    { name: 'p', description: undefined, clients: 'ALL_CLIENTS' as const, rules: [ruleOf(rule)] },
  ]
  const server = serverOf({ policies })
  findLifetimeContradictions(add, [], server, identityOf({ clients, authorizationServers: [server] }))
  return problems
}
const codes = (...input: Parameters<typeof found>) =>
  found(...input).map(({ code }) => code.replace('SALLYPORT_IDENTITY_', ''))
const lives = (access: number, refresh: number, window: number): Partial<AccessRule> => ({
  accessTokenLifetimeMinutes: access,
  refreshTokenLifetimeMinutes: refresh,
  refreshTokenWindowMinutes: window,
})

test('ninety days that a week of rest ends', () => {
  expect(found(lives(60, 129_600, 10_080))).toMatchObject([
    {
      code: 'SALLYPORT_IDENTITY_IDLE_WINDOW',
      path: ['policies', 0, 'rules', 0, 'refreshTokenWindowMinutes'],
      message: 'A refresh token of 90 days still ends when nobody uses it for 7 days.',
    },
  ])
  expect(codes(lives(60, 0, 10_080))).toEqual(['IDLE_WINDOW'])
  expect(codes(lives(60, 129_600, 129_600))).toEqual([])
})

test.each([
  [lives(2000, 4000, 4000), ['LONG_LIFETIME']],
  [lives(60.5, 600, 600), ['PART_OF_MINUTE']],
  [lives(60, 30, 30), ['REFRESH_LIFETIME', 'IDLE_WINDOW_BOUNDS']],
  [lives(60, 600, 30), ['IDLE_WINDOW', 'IDLE_WINDOW_BOUNDS']],
  [lives(60, 600, 700), ['IDLE_WINDOW_BOUNDS']],
  [lives(5, 8, 8), ['IDLE_WINDOW_BOUNDS']],
])('%j: %j', (rule, expected) => {
  expect(codes(rule)).toEqual(expected)
})

test('a refresh lifetime somebody chose, where no client can refresh', () => {
  const plain = [clientOf('web', 'web')]
  expect(codes(lives(60, 600, 600), plain)).toEqual(['REFRESH_WITHOUT_CLIENT'])
  expect(codes({}, plain)).toEqual([])
  expect(codes({ grantTypes: ['client_credentials'] })).toEqual([])
})
