import { expect, test } from 'vitest'
import type { Token } from 'oidc-provider'
import {
  describeAccessToken,
  describeIdToken,
  describeRefreshToken,
} from '../../../../src/oauth/authorization-server/build-introspection.ts'

const account = {
  uid: '00u1',
  user: { login: 'alex', name: undefined, email: undefined, password: undefined, groups: [] },
}

test('an access token of a person, with its declared claims', () => {
  const claims = {
    ...{ ver: 1, jti: 'AT.x', iss: 'i', aud: 'a', iat: 1, exp: 2, cid: 'c', uid: '00u1' },
    ...{ scp: ['s', 't'], auth_time: 7, sub: 'alex', groups: ['mcp'] },
  }
  expect(describeAccessToken(claims)).toEqual({
    ...{ active: true, token_type: 'Bearer', scope: 's t', client_id: 'c', username: 'alex', exp: 2, iat: 1 },
    ...{ sub: 'alex', aud: 'a', iss: 'i', jti: 'AT.x', uid: '00u1', groups: ['mcp'] },
  })
})

test('an access token of a program names nobody, and no claim of it can say that it is active', () => {
  const claims = { jti: 'AT.x', iss: 'i', aud: 'a', iat: 1, exp: 2, cid: 'c', scp: ['s'], sub: 'c' }
  expect(describeAccessToken(claims)).toEqual({
    ...{ active: true, token_type: 'Bearer', scope: 's', client_id: 'c', exp: 2, iat: 1 },
    ...{ sub: 'c', aud: 'a', iss: 'i', jti: 'AT.x' },
  })
})

test('a refresh token', () => {
  const token = { clientId: 'c', scope: 's offline_access', exp: 9 } as unknown as Token
  expect(describeRefreshToken(token, account)).toEqual({
    ...{ active: true, token_type: 'Bearer', scope: 's offline_access', client_id: 'c' },
    ...{ username: 'alex', exp: 9, sub: 'alex' },
  })
})

test('an ID token', () => {
  const claims = { iss: 'i', sub: '00u1', aud: 'c', exp: 9, iat: 1, jti: 'ID.x', amr: ['pwd'] }
  expect(describeIdToken(claims, account)).toEqual({
    ...{ active: true, token_type: 'Bearer', client_id: 'c', username: 'alex' },
    ...{ iss: 'i', sub: '00u1', aud: 'c', exp: 9, iat: 1, jti: 'ID.x' },
  })
})
