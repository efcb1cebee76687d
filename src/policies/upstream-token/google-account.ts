import { importPKCS8, SignJWT } from 'jose'
import { ok, refuse, type Result } from '../../foundation/result.ts'
import {
  readTokenAnswer,
  type IssuedToken,
  type PostForm,
  type TokenFailure,
} from '../../oauth/client/request-token.ts'

/** What of a service account's key file is used. */
export interface GoogleAccount {
  readonly email: string
  readonly keyId: string | undefined
  readonly privateKey: string
  readonly tokenUri: string
}

const googleTokenUri = 'https://oauth2.googleapis.com/token'
/** Longest life Google takes for an assertion, seconds. */
const assertionSeconds = 3600

/** Reads the key file of a service account; the problem is a sentence that holds nothing of the file. */
export function readGoogleAccount(text: string): Result<GoogleAccount, string> {
  let file: Record<string, unknown>
  try {
    file = JSON.parse(text) as Record<string, unknown>
  } catch {
    return refuse('It must be the JSON key file of a service account, whole.')
  }
  const { client_email: email, private_key: privateKey, private_key_id: keyId, token_uri: uri } = file
  if (typeof email !== 'string' || typeof privateKey !== 'string')
    return refuse('The key file must have "client_email" and "private_key".')
  const tokenUri = typeof uri === 'string' ? uri : googleTokenUri
  if (!/^https:\/\//.test(tokenUri) && !/^http:\/\/(?:127\.0\.0\.1|localhost)[:/]/.test(tokenUri))
    return refuse('"token_uri" of the key file must be an https URL.')
  return ok({ email, privateKey, tokenUri, keyId: typeof keyId === 'string' ? keyId : undefined })
}

/** What a service account says of itself, signed: an assertion for the token endpoint, or a token for an API. */
export async function signAsAccount(
  account: GoogleAccount,
  claims: Readonly<Record<string, unknown>>,
  now: number,
): Promise<string> {
  const issued = Math.floor(now / 1000)
  return new SignJWT({ ...claims })
    .setProtectedHeader({
      alg: 'RS256',
      typ: 'JWT',
      ...(account.keyId === undefined ? {} : { kid: account.keyId }),
    })
    .setIssuer(account.email)
    .setSubject(account.email)
    .setIssuedAt(issued)
    .setExpirationTime(issued + assertionSeconds)
    .sign(await importPKCS8(account.privateKey, 'RS256'))
}

/** Exchanges an assertion of the account for a token (RFC 7523 section 2.1): an ID token for an audience, or an access token. */
export async function askGoogle(
  account: GoogleAccount,
  wanted: { readonly audience: string } | { readonly scopes: readonly string[] },
  now: number,
  post: PostForm,
): Promise<Result<IssuedToken, TokenFailure>> {
  const asksIdToken = 'audience' in wanted
  const about = asksIdToken ? { target_audience: wanted.audience } : { scope: wanted.scopes.join(' ') }
  try {
    const assertion = await signAsAccount(account, { ...about, aud: account.tokenUri }, now)
    const form = new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion })
    const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await post(account.tokenUri, headers, form.toString())
    return readTokenAnswer(asksIdToken ? { ...answer, text: asAccessToken(answer.text) } : answer)
  } catch {
    return refuse({ kind: 'unavailable', error: 'no_answer', retryAfterSeconds: undefined })
  }
}

/** Google answers an ID token alone, under its own name; it lives an hour like the assertion. */
function asAccessToken(text: string): string {
  try {
    const { id_token: idToken, ...rest } = JSON.parse(text) as Record<string, unknown>
    if (idToken === undefined) return text
    return JSON.stringify({
      expires_in: assertionSeconds,
      ...rest,
      access_token: idToken,
      token_type: 'Bearer',
    })
  } catch {
    return text
  }
}
