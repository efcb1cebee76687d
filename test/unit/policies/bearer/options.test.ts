import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { bearerOptions, issuerUrl, trustworthyUrl } from '../../../../src/policies/bearer/options.ts'

describe('bearerOptions', () => {
  it('deny by default', () => {
    expect(z.object(bearerOptions).parse({})).toEqual({
      allowUnauthenticatedRequests: false,
      clockToleranceSeconds: 30,
      oAuthResourceMetadataEnabled: false,
    })
  })

  it('take scopes of one word each', () => {
    const scopes = z.object(bearerOptions)
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
