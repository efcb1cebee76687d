import { expect, it } from 'vitest'
import { authenticateClient } from '../../../../src/oauth/client/authenticate-client.ts'

const client = { clientId: 'a b', clientSecret: 's:e&c+r' }

it('encodes both parts of a basic header, so that a colon stays one', () => {
  const form = new URLSearchParams()
  const { authorization } = authenticateClient(
    { ...client, clientAuthentication: 'client_secret_basic' },
    form,
  )
  expect(atob(authorization?.slice('Basic '.length) ?? '')).toBe('a+b:s%3Ae%26c%2Br')
  expect(form.size).toBe(0)
})

it('writes the secret into the form, and nowhere else, where that was asked for', () => {
  const form = new URLSearchParams()
  expect(authenticateClient({ ...client, clientAuthentication: 'client_secret_post' }, form)).toEqual({})
  expect(Object.fromEntries(form)).toEqual({ client_id: 'a b', client_secret: 's:e&c+r' })
})
