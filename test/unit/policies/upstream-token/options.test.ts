import { expect, it } from 'vitest'
import * as z from 'zod'
import { upstreamTokenOptions } from '../../../../src/policies/upstream-token/options.ts'

const schema = z.object(upstreamTokenOptions)
const required = { tokenUrl: 'https://as.example/token', clientId: 'a', clientSecret: 'b' }

it('has defaults for whatever is not required', () => {
  expect(schema.parse(required)).toEqual({
    ...required,
    clientAuthentication: 'client_secret_basic',
    authHeader: 'Authorization',
    expirationOffsetSeconds: 60,
    timeoutSeconds: 5,
  })
})

it.each([
  { tokenUrl: 'http://as.example/token' },
  { clientSecret: '' },
  { authHeader: 'a b' },
  { expirationOffsetSeconds: -1 },
  { resource: 'books' },
])('refuses %j', (changes) => {
  expect(schema.safeParse({ ...required, ...changes }).success).toBe(false)
})
