import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { compileIdentity } from '../../../src/identity/compile-identity.ts'
import { findContradictions } from '../../../src/identity/find-contradictions.ts'
import { clientOf, identityOf, ruleOf, scopeOf, serverOf } from '../../support/identity-parts.ts'
import { parse } from 'jsonc-parser'

test('the guide, taken by its words, contradicts itself three times', () => {
  const rule = ruleOf({
    grantTypes: ['client_credentials', 'authorization_code', 'urn:ietf:params:oauth:grant-type:device_code'],
    scopes: ['mcp:access'],
  })
  const identity = identityOf({
    authorizationServers: [
      serverOf({
        scopes: [scopeOf('mcp:access')],
        policies: [{ name: 'p', description: undefined, clients: 'ALL_CLIENTS', rules: [rule] }],
      }),
    ],
    clients: [clientOf('mcp-client', 'web', { grantTypes: ['authorization_code', 'refresh_token'] })],
  })
  expect(findContradictions(identity).map(({ code, severity }) => [severity, code])).toEqual([
    ['warning', 'SALLYPORT_IDENTITY_GRANT_WITHOUT_CLIENT'],
    ['warning', 'SALLYPORT_IDENTITY_GRANT_WITHOUT_CLIENT'],
    ['warning', 'SALLYPORT_IDENTITY_IDLE_WINDOW'],
  ])
})

test('the file of the example does not', async () => {
  const text = await readFile('examples/okta-guide/config/identity.jsonc', 'utf8')
  const value: unknown = parse(text.replaceAll('$env(SALLYPORT_PUBLIC_URL)', 'http://127.0.0.1:9000'), [], {
    allowTrailingComma: true,
  })
  const { identity } = compileIdentity(value)
  expect(findContradictions(identity ?? identityOf()).map(({ code }) => code)).toEqual([])
})
