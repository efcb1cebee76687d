import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import {
  issuerUrl,
  jwtOptions,
  keySetOptions,
  listOf,
  oneOrMore,
  tokenOptions,
  trustworthyUrl,
} from '../../../../src/policies/bearer/options.ts'

describe('tokenOptions', () => {
  it('deny by default', () => {
    expect(z.object(tokenOptions).parse({})).toEqual({
      allowUnauthenticatedRequests: false,
      clockToleranceSeconds: 30,
      failedAttempts: { allowed: 100, perSeconds: 60 },
      oAuthResourceMetadataEnabled: false,
    })
  })

  it('take scopes of one word each', () => {
    const scopes = z.object(tokenOptions)
    expect(scopes.safeParse({ scopes: ['mcp:access'] }).success).toBe(true)
    expect(scopes.safeParse({ scopes: ['mcp access'] }).success).toBe(false)
  })
})

describe('issuerUrl and trustworthyUrl', () => {
  it('[R14] are https, or http on this machine', () => {
    expect(trustworthyUrl.safeParse('https://a.example/keys?v=1').success).toBe(true)
    expect(trustworthyUrl.safeParse('http://a.example/keys').success).toBe(false)
  })

  it('give an issuer neither query nor fragment', () => {
    expect(issuerUrl.safeParse('http://localhost:9000/oauth2/a').success).toBe(true)
    expect(issuerUrl.safeParse('https://a.example/?a=1').success).toBe(false)
    expect(issuerUrl.safeParse('https://a.example/#a').success).toBe(false)
  })
})

describe('jwtOptions', () => {
  it('keep keys for a day and tokens for a minute', () => {
    expect(z.object(jwtOptions).parse({})).toMatchObject({
      tokenCacheSeconds: 60,
      keySet: { refreshSeconds: 600, maxStaleSeconds: 86_400, timeoutSeconds: 5 },
    })
    expect(keySetOptions.safeParse({ refreshSeconds: 1 }).success).toBe(false)
  })

  it('speak DPoP and mutual TLS only when told, with safe defaults', () => {
    const { dpop, mtls } = z.object(jwtOptions).parse({ dpop: {}, mtls: { certificateHeader: 'x-cert' } })
    expect(dpop).toMatchObject({ required: false, nonce: false, maxAgeSeconds: 60 })
    expect(dpop?.algorithms.every((algorithm) => !algorithm.startsWith('HS'))).toBe(true)
    expect(mtls).toEqual({ certificateHeader: 'x-cert', required: false })
    expect(z.object(jwtOptions).safeParse({ dpop: { algorithms: ['HS256'] } }).success).toBe(false)
  })
})

describe('oneOrMore', () => {
  it('is a text or several', () => {
    expect(['a', ['a', 'b']].map((value) => listOf(oneOrMore.parse(value)))).toEqual([['a'], ['a', 'b']])
    expect([oneOrMore.safeParse([]).success, oneOrMore.safeParse('').success]).toEqual([false, false])
  })
})
