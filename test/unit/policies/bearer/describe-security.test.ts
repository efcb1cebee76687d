import { expect, it } from 'vitest'
import { describeSecurity } from '../../../../src/policies/bearer/describe-security.ts'

const scheme = (issuer: string | undefined, authHeader = 'authorization') =>
  describeSecurity({ issuer, authHeader, options: { allowUnauthenticatedRequests: false } }).scheme

it('leads to the discovery document of an issuer', () => {
  const openIdConnectUrl = 'https://id.example/.well-known/openid-configuration'
  for (const issuer of ['https://id.example', 'https://id.example/'])
    expect(scheme(issuer)).toEqual({ type: 'openIdConnect', openIdConnectUrl })
})

it('is a bearer token where no URL is known, and a header where that is not Authorization', () => {
  for (const issuer of [undefined, 'urn:issuer', 'books'])
    expect(scheme(issuer)).toEqual({ type: 'http', scheme: 'bearer' })
  expect(scheme('https://id.example', 'x-token')).toEqual({ type: 'apiKey', in: 'header', name: 'x-token' })
})

it('says that callers without it pass, where they do', () => {
  const options = { allowUnauthenticatedRequests: true }
  expect(describeSecurity({ issuer: undefined, authHeader: 'authorization', options }).isOptional).toBe(true)
})
