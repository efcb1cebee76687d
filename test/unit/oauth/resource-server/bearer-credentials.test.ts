import { describe, expect, it } from 'vitest'
import {
  hasQueryToken,
  parseBearerCredentials,
} from '../../../../src/oauth/resource-server/bearer-credentials.ts'

describe('parseBearerCredentials', () => {
  it('takes the token after the scheme, whatever its case', () => {
    for (const value of ['Bearer a.b-c_d', 'bearer a.b-c_d', 'BEARER   a.b-c_d ']) {
      expect(parseBearerCredentials(value, 'authorization')).toEqual({ kind: 'token', token: 'a.b-c_d' })
    }
  })

  it('sees no credentials in nothing, a bare scheme or another scheme', () => {
    for (const value of [undefined, '', ' ', 'Bearer', 'Bearer  ', 'Basic dTpw', 'Bearerx']) {
      expect(parseBearerCredentials(value, 'authorization')).toEqual({ kind: 'none' })
    }
  })

  it('[R5] sees what no token can be: two values, quotes, control characters (attack 31)', () => {
    for (const value of ['Bearer a, Bearer b', 'Bearer "a"', 'Bearer a b', 'Bearer a\u0000', 'Bearer tök']) {
      expect(parseBearerCredentials(value, 'authorization').kind).toBe('malformed')
    }
  })

  it('takes a bare token from a header of one’s own', () => {
    expect(parseBearerCredentials('a.b.c', 'x-token')).toEqual({ kind: 'token', token: 'a.b.c' })
    expect(parseBearerCredentials('Bearer a.b.c', 'x-token')).toEqual({ kind: 'token', token: 'a.b.c' })
  })
})

describe('hasQueryToken', () => {
  it('sees access_token as a parameter and nowhere else', () => {
    expect(['?access_token=x', '?a=1&access_token='].map(hasQueryToken)).toEqual([true, true])
    expect(['', '?my_access_token=x', '?q=access_token', '?access_tokens=1'].map(hasQueryToken)).toEqual([
      false,
      false,
      false,
      false,
    ])
  })
})
