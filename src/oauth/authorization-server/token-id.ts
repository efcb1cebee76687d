import { createHash } from 'node:crypto'

/**
 * The `jti` of an access token. What was issued to a person ends with the mark of the grant behind it, as Okta's do, so
 * that all tokens of a grant can be ended at once although none of them is kept.
 */
export function buildTokenId(id: string, grantId: string | undefined): string {
  return grantId === undefined ? `AT.${id}` : `AT.${id}.${buildGrantMark(grantId)}`
}

/** The public name of a grant: nobody finds the grant by it. */
export function buildGrantMark(grantId: string): string {
  const digest = createHash('sha512').update(`grant:${grantId}`).digest('base64url')
  return `oar${digest.replaceAll(/[-_]/g, '').slice(0, 17)}`
}

/** The mark of the grant in a `jti`; undefined for tokens of programs. */
export function grantMarkOf(tokenId: string): string | undefined {
  return /^AT\.[\w-]+\.(oar[A-Za-z0-9]{17})$/.exec(tokenId)?.[1]
}
