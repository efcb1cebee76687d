import { expect, test } from 'vitest'
import { buildAccessTokenClaims } from '../../../../src/oauth/authorization-server/token-claims.ts'

const facts = {
  issuer: 'i',
  audience: 'a',
  id: 'x',
  issuedAt: 1,
  expiresAt: 2,
  clientId: 'c',
  scopes: ['s', 't'],
  custom: {},
}

test('a token of a person names the person and when they signed in', () => {
  const claims = buildAccessTokenClaims({ ...facts, user: { uid: '00u1', login: 'alex', authTime: 7 } })
  const expected = {
    ver: 1,
    jti: 'AT.x',
    iss: 'i',
    aud: 'a',
    iat: 1,
    exp: 2,
    cid: 'c',
    uid: '00u1',
    scp: ['s', 't'],
    auth_time: 7,
    sub: 'alex',
  }
  expect(JSON.stringify(claims)).toBe(JSON.stringify(expected))
})

test('a token under a grant has the mark of the grant in its id', () => {
  const claims = buildAccessTokenClaims({ ...facts, grantId: 'g', user: undefined })
  expect(claims['jti']).toMatch(/^AT\.x\.oar[A-Za-z0-9]{17}$/)
})

test('a token of a service is its own subject', () => {
  const claims = buildAccessTokenClaims({ ...facts, user: undefined })
  expect(JSON.stringify(claims)).toBe(
    '{"ver":1,"jti":"AT.x","iss":"i","aud":"a","iat":1,"exp":2,"cid":"c","scp":["s","t"],"sub":"c"}',
  )
})
