import {
  extractResourceMetadataUrl,
  extractWWWAuthenticateParams,
  isDpopNonceChallenge,
} from '@modelcontextprotocol/client'
import * as sdkV1 from '@modelcontextprotocol/sdk/client/auth.js'
import { describe, expect, it } from 'vitest'
import {
  buildBearerChallenge,
  buildDpopChallenge,
  isScopeName,
} from '../../../../src/oauth/resource-server/challenge.ts'

const metadataUrl = 'http://127.0.0.1:9000/.well-known/oauth-protected-resource/mcp'
const refused = buildBearerChallenge({
  metadataUrl,
  scopes: ['mcp:access', 'mcp:admin'],
  error: 'invalid_token',
  description: 'The access token has expired.',
})
const missing = buildBearerChallenge({ metadataUrl, scopes: ['mcp:access'] })
const responseWith = (challenge: string): Response =>
  new Response(null, { status: 401, headers: { 'www-authenticate': challenge } })

describe('buildBearerChallenge', () => {
  it('[R15] is one Bearer challenge with each parameter once and quoted', () => {
    const parameters = [...refused.matchAll(/(?:^Bearer |, )(\w+)="([^"]*)"/g)].map(([, name]) => name)
    expect(parameters).toEqual(['resource_metadata', 'error', 'error_description', 'scope', 'sallyport_hint'])
    expect(refused.replaceAll(/"[^"]*"/g, '""')).toBe(
      'Bearer resource_metadata="", error="", error_description="", scope="", sallyport_hint=""',
    )
  })

  it('[R17] names no error when there were no credentials', () => {
    expect(missing).not.toContain('error')
  })

  it('[R3] [R6] tells both official SDKs where the metadata is and which scope to ask for', () => {
    for (const challenge of [refused, missing]) {
      const v2 = extractWWWAuthenticateParams(responseWith(challenge))
      const v1 = sdkV1.extractWWWAuthenticateParams(responseWith(challenge))
      expect([v2.resourceMetadataUrl?.href, v1.resourceMetadataUrl?.href]).toEqual([metadataUrl, metadataUrl])
      expect(v1.scope).toBe(v2.scope)
      expect(extractResourceMetadataUrl(responseWith(challenge))?.href).toBe(metadataUrl)
      expect(sdkV1.extractResourceMetadataUrl(responseWith(challenge))?.href).toBe(metadataUrl)
    }
    expect(sdkV1.extractWWWAuthenticateParams(responseWith(refused))).toMatchObject({
      scope: 'mcp:access mcp:admin',
      error: 'invalid_token',
    })
  })

  it('satisfies clients that need quotes and scripts that cannot bear them', () => {
    for (const challenge of [refused, missing]) {
      expect(/resource_metadata="([^"]+)"/.exec(challenge)?.[1]).toBe(metadataUrl)
      // What sed 's/.*resource_metadata=\([^[:space:]]*\).*/\1/' leaves of the header line.
      expect(/^.*resource_metadata=(\S*)/.exec(`www-authenticate: ${challenge}`)?.[1]).toBe(metadataUrl)
    }
  })

  it('[R7] carries insufficient_scope with every scope that is needed', () => {
    const challenge = buildBearerChallenge({ metadataUrl, scopes: ['a', 'b'], error: 'insufficient_scope' })
    expect(sdkV1.extractWWWAuthenticateParams(responseWith(challenge))).toMatchObject({
      error: 'insufficient_scope',
      scope: 'a b',
    })
  })

  it('cannot be broken out of (attack 30)', () => {
    const challenge = buildBearerChallenge({
      metadataUrl: 'https://gw.example/x" , evil="1\\',
      scopes: ['good', 'bad"scope', 'two words', 'line\r\nbreak'],
      error: 'invalid_token',
      description: 'a "quoted" \\ text\r\nSet-Cookie: x=1, resource_metadata=https://evil.example \u202e',
    })
    expect(challenge).not.toMatch(/[\r\n\\]|[^\x20-\x7e]/)
    expect(challenge.replaceAll(/"[^"]*"/g, '""')).toBe(
      'Bearer resource_metadata="", error="", error_description="", scope="", sallyport_hint=""',
    )
    expect(challenge).toContain('scope="good"')
    expect(challenge).not.toContain('resource_metadata=https://evil.example')
  })

  it('is still a challenge when there is nothing to say', () => {
    expect(buildBearerChallenge({ metadataUrl: undefined, scopes: [] })).toBe('Bearer realm="gateway"')
    expect(buildBearerChallenge({ metadataUrl: undefined, scopes: ['a'] })).toBe('Bearer scope="a"')
  })

  it('[R12] never asks for offline_access', () => {
    expect(buildBearerChallenge({ metadataUrl, scopes: ['a', 'offline_access'] })).toContain('scope="a"')
    expect(isScopeName('offline_access')).toBe(false)
  })
})

describe('buildDpopChallenge', () => {
  it('[R15] names the algorithms of proofs, and what a Bearer challenge names (RFC 9449 section 7.1)', () => {
    const challenge = buildDpopChallenge(
      { metadataUrl, scopes: ['a'], error: 'use_dpop_nonce', description: 'Again.' },
      ['ES256', 'EdDSA'],
    )
    expect(challenge).toBe(
      `DPoP resource_metadata="${metadataUrl}", error="use_dpop_nonce", error_description="Again.", scope="a", algs="ES256 EdDSA"`,
    )
    expect(isDpopNonceChallenge(responseWith(challenge))).toBe(true)
    expect(extractWWWAuthenticateParams(responseWith(challenge)).resourceMetadataUrl?.href).toBe(metadataUrl)
  })

  it('may stand behind a Bearer challenge, which every client still reads first', () => {
    const both = [missing, buildDpopChallenge({ metadataUrl: undefined, scopes: [] }, ['ES256'])].join(', ')
    expect(sdkV1.extractWWWAuthenticateParams(responseWith(both)).resourceMetadataUrl?.href).toBe(metadataUrl)
    expect(extractWWWAuthenticateParams(responseWith(both)).resourceMetadataUrl?.href).toBe(metadataUrl)
    expect(/^.*resource_metadata=(\S*)/.exec(`www-authenticate: ${both}`)?.[1]).toBe(metadataUrl)
  })
})
