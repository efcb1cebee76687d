import { OAuthProtectedResourceMetadataSchema } from '@modelcontextprotocol/sdk/shared/auth.js'
import { describe, expect, it } from 'vitest'
import {
  buildProtectedResourceMetadata,
  protectedResourceMetadataUrl,
} from '../../../../src/oauth/resource-server/protected-resource-metadata.ts'

const description = {
  resource: 'https://gw.example/mcp',
  resourceName: 'Books',
  authorizationServers: ['https://org.okta.com/oauth2/aus1', 'https://tenant.auth0.com/'],
  scopes: ['mcp:access', 'offline_access', 'not a scope'],
}

describe('buildProtectedResourceMetadata', () => {
  it('[R2] [R12] [R13] holds resource, issuers byte for byte, and useful scopes only', () => {
    const metadata = buildProtectedResourceMetadata(description)
    expect(metadata).toEqual({
      resource: 'https://gw.example/mcp',
      resource_name: 'Books',
      authorization_servers: ['https://org.okta.com/oauth2/aus1', 'https://tenant.auth0.com/'],
      bearer_methods_supported: ['header'],
      scopes_supported: ['mcp:access'],
    })
    expect(OAuthProtectedResourceMetadataSchema.safeParse(metadata).success).toBe(true)
  })

  it('leaves unknown scopes out rather than null or empty', () => {
    const text = JSON.stringify(
      buildProtectedResourceMetadata({ ...description, scopes: ['offline_access'] }),
    )
    expect(text).not.toContain('scopes_supported')
    expect(text).not.toContain('null')
  })
})

describe('protectedResourceMetadataUrl', () => {
  it('[R3] inserts the well-known path between origin and path (RFC 9728 section 3.1)', () => {
    expect(protectedResourceMetadataUrl('https://gw.example', '/a/mcp')).toBe(
      'https://gw.example/.well-known/oauth-protected-resource/a/mcp',
    )
    expect(protectedResourceMetadataUrl('https://gw.example', '/')).toBe(
      'https://gw.example/.well-known/oauth-protected-resource',
    )
  })
})
