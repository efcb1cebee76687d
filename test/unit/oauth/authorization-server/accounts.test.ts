import { expect, test } from 'vitest'
import { createAccounts, profileClaims } from '../../../../src/oauth/authorization-server/accounts.ts'
import { identityOf, userOf } from '../../../support/identity-parts.ts'

const user = (login: string, name?: string, email?: string) => userOf(login, { name, email })
const identity = identityOf({ users: [user('Alex@example.com', 'Alex', 'a@example.com'), user('sam')] })

test('a person is found by login in any spelling, and by uid', () => {
  const accounts = createAccounts(identity)
  const alex = accounts.byLogin('ALEX@EXAMPLE.COM')
  expect(alex?.user.name).toBe('Alex')
  expect(accounts.byUid(alex?.uid ?? '')).toBe(alex)
  expect(accounts.byLogin('nobody')).toBeUndefined()
  expect(accounts.byUid('constructor')).toBeUndefined()
})

test('the uid looks like one of Okta and is the same at every start', () => {
  const [first, second] = [
    createAccounts(identity),
    createAccounts({ ...identity, users: [user('sam'), user('alex@example.com')] }),
  ]
  const uid = first.byLogin('alex@example.com')?.uid
  expect(uid).toMatch(/^00u[A-Za-z0-9]{17}$/)
  expect(second.byLogin('alex@example.com')?.uid).toBe(uid)
  expect(first.byLogin('sam')?.uid).not.toBe(uid)
})

test('the profile shows what the scopes open, and nothing that is not known', () => {
  const accounts = createAccounts(identity)
  const alex = accounts.byLogin('alex@example.com')
  const sam = accounts.byLogin('sam')
  if (alex === undefined || sam === undefined) throw new Error('missing')
  expect(profileClaims(alex, new Set(['openid']))).toEqual({ sub: alex.uid })
  expect(profileClaims(alex, new Set(['profile', 'email']))).toEqual({
    sub: alex.uid,
    preferred_username: 'Alex@example.com',
    name: 'Alex',
    email: 'a@example.com',
    email_verified: true,
  })
  expect(profileClaims(sam, new Set(['profile', 'email']))).toEqual({
    sub: sam.uid,
    preferred_username: 'sam',
  })
})
