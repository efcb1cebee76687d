import { describe, expect, it } from 'vitest'
import { CountedSchemes, schemeOf } from '../../../../src/mcp/access/counted-schemes.ts'

const issuer = 'https://example.okta.com/oauth2/aus1'
const flow = (authorizationUrl: string) => ({
  type: 'oauth2',
  flows: { authorizationCode: { authorizationUrl } },
})
const document = {
  components: {
    securitySchemes: {
      okta: flow(`${issuer}/v1/authorize`),
      sibling: flow(`${issuer}2/v1/authorize`),
      tokenOnly: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: `${issuer}/v1/token` } } },
      oidc: { type: 'openIdConnect', openIdConnectUrl: `${issuer}/.well-known/openid-configuration` },
      metadata: { type: 'oauth2', oauth2MetadataUrl: `${issuer}/.well-known/oauth-authorization-server` },
      github: flow('https://github.com/login/oauth/authorize'),
      key: { type: 'apiKey', in: 'header', name: 'x-key' },
      referred: { $ref: '#/components/securitySchemes/okta' },
    },
  },
}

describe('counted schemes', () => {
  it.each([
    ['okta', true],
    ['tokenOnly', true],
    ['oidc', true],
    ['metadata', true],
    ['referred', true],
    ['sibling', false],
    ['github', false],
    ['key', false],
    ['missing', false],
    ['constructor', false],
  ])('%s belongs to an accepted issuer: %s', (name, counts) => {
    expect(new CountedSchemes(undefined, [issuer]).counts(document, name)).toBe(counts)
    expect(new CountedSchemes(undefined, [`${issuer}/`]).counts(document, name)).toBe(counts)
  })

  it('are found in a Swagger 2.0 document as well', () => {
    const swagger = { securityDefinitions: { okta: { type: 'oauth2', tokenUrl: `${issuer}/v1/token` } } }
    expect(new CountedSchemes(undefined, [issuer]).counts(swagger, 'okta')).toBe(true)
    expect(new CountedSchemes(undefined, [`${issuer}0`]).counts(swagger, 'okta')).toBe(false)
  })

  it('are those that were named, whatever their issuer', () => {
    const schemes = new CountedSchemes(['github'], [issuer])
    expect([schemes.counts(document, 'github'), schemes.counts(document, 'okta')]).toEqual([true, false])
    expect(schemes.areNamed).toBe(true)
  })
})

describe('schemeOf', () => {
  it('finds nothing in a document without schemes', () => {
    expect(schemeOf({}, 'okta')).toBeUndefined()
    expect(schemeOf({ components: { securitySchemes: [] } }, 'okta')).toBeUndefined()
  })
})
