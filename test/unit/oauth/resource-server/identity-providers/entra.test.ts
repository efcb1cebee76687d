import { expect, it } from 'vitest'
import { describeEntra } from '../../../../../src/oauth/resource-server/identity-providers/entra.ts'

const tenantId = '11111111-2222-3333-4444-555555555555'
const authorityHost = 'login.microsoftonline.com'

it('describes one tenant, and its tokens of version 1.0 only when asked', () => {
  const tenant = describeEntra({ tenantId, authorityHost, acceptV1Tokens: false })
  expect(tenant).toMatchObject({
    issuer: `https://login.microsoftonline.com/${tenantId}/v2.0`,
    issuerAliases: [],
    keys: { url: `https://login.microsoftonline.com/${tenantId}/discovery/v2.0/keys` },
    claims: { requiredClaims: { tid: [tenantId] } },
  })
  expect(describeEntra({ tenantId, authorityHost, acceptV1Tokens: true }).issuerAliases).toEqual([
    `https://sts.windows.net/${tenantId}/`,
  ])
})
