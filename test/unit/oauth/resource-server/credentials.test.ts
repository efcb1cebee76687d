import { describe, expect, it } from 'vitest'
import {
  hasFormToken,
  hasQueryToken,
  parseCredentials,
} from '../../../../src/oauth/resource-server/credentials.ts'

const bearer = { kind: 'token', scheme: 'bearer' }

describe('parseCredentials', () => {
  it('takes the token after the scheme, whatever its case', () => {
    for (const value of ['Bearer a.b-c_d', 'bearer a.b-c_d', 'BEARER   a.b-c_d ']) {
      expect(parseCredentials(value, 'authorization', false)).toEqual({ ...bearer, token: 'a.b-c_d' })
    }
  })

  it('sees no credentials in nothing, a bare scheme or another scheme', () => {
    for (const value of [undefined, '', ' ', 'Bearer', 'Bearer  ', 'Basic dTpw', 'Bearerx']) {
      expect(parseCredentials(value, 'authorization', false)).toEqual({ kind: 'none' })
    }
  })

  it('[R5] sees what no token can be: two values, quotes, control characters (attack 31)', () => {
    for (const value of ['Bearer a, Bearer b', 'Bearer "a"', 'Bearer a b', 'Bearer a\u0000', 'Bearer tök']) {
      expect(parseCredentials(value, 'authorization', false).kind).toBe('malformed')
    }
  })

  it('takes a bare token from a header of one’s own', () => {
    expect(parseCredentials('a.b.c', 'x-token', false)).toEqual({ ...bearer, token: 'a.b.c' })
    expect(parseCredentials('Bearer a.b.c', 'x-token', false)).toEqual({ ...bearer, token: 'a.b.c' })
  })
})

describe('parseCredentials with DPoP', () => {
  it('takes a token of that scheme where DPoP is spoken, and sees none elsewhere', () => {
    expect(parseCredentials('DPoP a.b.c', 'authorization', true)).toEqual({
      kind: 'token',
      scheme: 'dpop',
      token: 'a.b.c',
    })
    expect(parseCredentials('dpop a.b.c', 'authorization', false)).toEqual({ kind: 'none' })
    expect(parseCredentials('DPoP', 'authorization', true)).toEqual({ kind: 'none' })
    expect(parseCredentials('DPoP a, Bearer b', 'authorization', true).kind).toBe('malformed')
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

describe('hasFormToken', () => {
  it('[R10] sees access_token as a field of a form, and not in JSON', () => {
    expect(['access_token=x', 'a=1&access_token=x'].map(hasFormToken)).toEqual([true, true])
    expect(['', '{"access_token":"x"}', 'my_access_token=x'].map(hasFormToken)).toEqual([false, false, false])
  })
})
