import { expect, test } from 'vitest'
import { checkMetadata } from '../../../../../src/provisioning/okta/verify/check-metadata.ts'
import type { PublicAnswer } from '../../../../../src/provisioning/okta/verify/public-endpoints.ts'
import { scopeOf, serverOf } from '../../../../support/identity-parts.ts'

const issuer = 'https://o/oauth2/aus1'
const suffixed = `${issuer}/.well-known/oauth-authorization-server`
const metadata = { issuer, jwks_uri: `${issuer}/v1/keys`, scopes_supported: ['mcp:access'] }
const keys = { keys: [{ kty: 'RSA', alg: 'RS256', kid: 'k' }] }
const good: Record<string, object> = {
  [suffixed]: metadata,
  'https://o/.well-known/oauth-authorization-server/oauth2/aus1': metadata,
  [`${issuer}/.well-known/openid-configuration`]: metadata,
  [`${issuer}/v1/keys`]: keys,
}

async function outcomes(answers: Record<string, object>): Promise<string[]> {
  const getJson = async (url: string): Promise<PublicAnswer> => {
    const body = answers[url] as Record<string, unknown> | undefined
    return { status: body === undefined ? 404 : 200, body }
  }
  const endpoints = { getJson, postForm: getJson, postJson: getJson, close: async () => undefined }
  const found = await checkMetadata(endpoints, serverOf({ scopes: [scopeOf('mcp:access')] }), issuer)
  return found.map(({ outcome, check }) => `${outcome} ${check}`)
}

test('a server as MCP clients want it', async () => {
  expect(await outcomes(good)).toEqual([
    'ok metadata of mcp',
    'ok scopes of mcp',
    'ok forms of the metadata URL',
    'ok keys of mcp',
  ])
})

test('each fault is found', async () => {
  expect(await outcomes({})).toEqual(['failed metadata of mcp'])
  const other = { ...metadata, issuer: 'https://other', scopes_supported: [] }
  const faulty = await outcomes({ [suffixed]: other, [`${issuer}/v1/keys`]: { keys: [{ kty: 'EC' }] } })
  expect(faulty).toEqual([
    'failed metadata of mcp',
    'failed scopes of mcp',
    'note forms of the metadata URL',
    'failed keys of mcp',
  ])
  const { jwks_uri: _none, ...keyless } = metadata
  expect(await outcomes({ ...good, [suffixed]: keyless })).toContain('failed keys of mcp')
})
