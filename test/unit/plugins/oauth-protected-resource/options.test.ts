import { describe, expect, it } from 'vitest'
import { oauthProtectedResourceOptions } from '../../../../src/plugins/oauth-protected-resource/options.ts'

const valid = { authorizationServers: ['https://org.okta.com/oauth2/aus1'], resourceName: 'Books' }

describe('oauthProtectedResourceOptions', () => {
  it('keep issuers byte for byte', () => {
    const issuers = ['https://tenant.auth0.com', 'https://tenant.auth0.com/', 'http://[::1]:9000/oauth2/a']
    expect(
      oauthProtectedResourceOptions.parse({ ...valid, authorizationServers: issuers }).authorizationServers,
    ).toEqual(issuers)
  })

  it('want http(s) issuers and a name', () => {
    expect(
      oauthProtectedResourceOptions.safeParse({ ...valid, authorizationServers: ['ftp://a.example'] })
        .success,
    ).toBe(false)
    expect(oauthProtectedResourceOptions.safeParse({ ...valid, resourceName: '' }).success).toBe(false)
  })
})
