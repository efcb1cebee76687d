import { describe, expect, it } from 'vitest'
import { checkShape } from '../../../../../src/foundation/json/shape.ts'
import { openIdJwtAuthOptions } from '../../../../../src/policies/inbound/open-id-jwt-auth/options.ts'

const issuer = 'https://issuer.example'
const pathsOf = (options: unknown) =>
  checkShape(openIdJwtAuthOptions, options).problems.map(({ path }) => path.join('.'))

describe('openIdJwtAuthOptions', () => {
  it('fill in defaults', () => {
    expect(checkShape(openIdJwtAuthOptions, { issuer }).value).toMatchObject({
      authHeader: 'Authorization',
      subPropertyName: 'sub',
      headers: {},
      allowUnauthenticatedRequests: false,
    })
  })

  it('want keys from one place', () => {
    expect(pathsOf({})).toEqual(['issuer'])
    expect(pathsOf({ issuer, jwkUrl: 'https://issuer.example/keys', secret: 'x' })).toEqual(['secret'])
    expect(pathsOf({ secret: 'x' })).toEqual([])
  })

  it('refuse symmetric algorithms, insecure URLs and impossible headers', () => {
    expect(pathsOf({ issuer, algorithms: ['HS256'] })).toEqual(['algorithms.0'])
    expect(pathsOf({ issuer, jwkUrl: 'http://issuer.example/keys' })).toEqual(['jwkUrl'])
    expect(pathsOf({ issuer, authHeader: 'X Token' })).toEqual(['authHeader'])
  })
})
