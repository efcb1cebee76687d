import { describe, expect, it } from 'vitest'
import { checkShape } from '../../../../../src/foundation/json/shape.ts'
import { oktaJwtAuthOptions } from '../../../../../src/policies/inbound/okta-jwt-auth/options.ts'

const issuer = 'https://org.okta.com/oauth2/aus1'
const judge = (options: unknown) => checkShape(oktaJwtAuthOptions, options)

describe('oktaJwtAuthOptions', () => {
  it('want the issuer under either name, or the same under both', () => {
    for (const options of [{ issuer }, { issuerUrl: issuer }, { issuer, issuerUrl: issuer }])
      expect(judge(options).value).toBeDefined()
  })

  it('name the option that is missing or contradicts', () => {
    expect(judge({ audience: 'x' }).problems).toMatchObject([
      { severity: 'error', path: ['issuerUrl'], message: expect.stringContaining('is missing') },
    ])
    expect(judge({ issuer, issuerUrl: `${issuer}2` }).problems).toMatchObject([
      { severity: 'error', path: ['issuer'] },
    ])
    expect(judge({ issuer: 'http://org.okta.com/oauth2/a' }).problems).toMatchObject([
      { severity: 'error', path: ['issuer'] },
    ])
  })

  it('do not pass over a slip in a name', () => {
    expect(judge({ issuer, audiance: 'x' }).problems).toMatchObject([
      { severity: 'error', path: ['audiance'], hint: 'Did you mean "audience"?' },
    ])
    expect(judge({ issuer, colour: 'blue' }).problems).toMatchObject([
      { severity: 'warning', path: ['colour'] },
    ])
  })
})
