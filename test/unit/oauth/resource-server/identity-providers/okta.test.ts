import { expect, it } from 'vitest'
import { describeOkta } from '../../../../../src/oauth/resource-server/identity-providers/okta.ts'

it('describes a custom authorization server: RS256 alone, and the shape of its access tokens', () => {
  const issuer = 'https://org.okta.com/oauth2/aus1'
  expect(describeOkta(issuer)).toEqual({
    issuer,
    keys: { kind: 'okta', issuer },
    algorithms: ['RS256'],
    claims: { requireOktaShape: true },
  })
})
