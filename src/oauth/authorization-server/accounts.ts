import { createHash } from 'node:crypto'
import type { Identity, IdentityUser } from '../../identity/identity.ts'
import { normalizeLogin } from '../../identity/normalize-login.ts'

/** A user of the identity file as the token endpoints know it. */
export interface Account {
  /** The `uid` claim and the `sub` of ID tokens: 20 characters, the same for a login at every start. */
  readonly uid: string
  readonly user: IdentityUser
}

/** The people of an identity file. */
export interface Accounts {
  byUid(uid: string): Account | undefined
  byLogin(login: string): Account | undefined
}

/** Indexes the people of an identity file once, at start. */
export function createAccounts(identity: Identity): Accounts {
  const accounts = identity.users.map((user) => ({ uid: uidOf(user.login), user }))
  const byUid = new Map(accounts.map((account) => [account.uid, account]))
  const byLogin = new Map(accounts.map((account) => [normalizeLogin(account.user.login), account]))
  return {
    byUid: (uid) => byUid.get(uid),
    byLogin: (login) => byLogin.get(normalizeLogin(login)),
  }
}

/** The uid of a login: the same at every start, so that tokens outlive restarts. */
export function uidOf(login: string): string {
  const digest = createHash('sha512').update(normalizeLogin(login)).digest('base64url')
  return `00u${digest.replaceAll(/[-_]/g, '').slice(0, 17)}`
}

/** The claims about a person that the granted scopes open (OpenID Connect Core section 5.4). */
export function profileClaims(account: Account, scopes: ReadonlySet<string>): Record<string, unknown> {
  const { user, uid } = account
  return {
    sub: uid,
    ...(scopes.has('profile') ? { preferred_username: user.login } : {}),
    ...(scopes.has('profile') && user.name !== undefined ? { name: user.name } : {}),
    ...(scopes.has('email') && user.email !== undefined ? { email: user.email, email_verified: true } : {}),
  }
}
