import { ok, refuse, type Result } from '../../foundation/result.ts'
import { authenticateClient, type ClientCredentials } from './authenticate-client.ts'

/** An access token, as its authorization server gave it. */
export interface IssuedToken {
  readonly accessToken: string
  /** Milliseconds from when the answer arrived. */
  readonly lifetimeMs: number
}

/** Why there is no token. */
export type TokenFailure =
  /** The server does not give this client, or this subject, a token; `error` is its word for it (RFC 6749 section 5.2). */
  | { readonly kind: 'refused'; readonly error: string }
  /** The server cannot be asked right now. */
  | { readonly kind: 'unavailable'; readonly error: string; readonly retryAfterSeconds: number | undefined }

/** An answer of a token endpoint. */
export interface FormAnswer {
  readonly status: number
  readonly text: string
  readonly retryAfter: string | undefined
}

/** Posts a form; rejects when no answer arrives. */
export type PostForm = (
  url: string,
  headers: Readonly<Record<string, string>>,
  form: string,
) => Promise<FormAnswer>

/** Life of a token whose server does not say it, milliseconds. */
const assumedLifetimeMs = 300_000
const longestToken = 16_384

/** Asks a token endpoint for a token; what the server writes goes nowhere but its error code, for the rest may hold secrets. */
export async function requestToken(
  tokenUrl: string,
  client: ClientCredentials,
  parameters: Readonly<Record<string, string | undefined>>,
  post: PostForm,
): Promise<Result<IssuedToken, TokenFailure>> {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) form.set(name, value)
  const headers = {
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
    ...authenticateClient(client, form),
  }
  try {
    return readTokenAnswer(await post(tokenUrl, headers, form.toString()))
  } catch {
    return refuse({ kind: 'unavailable', error: 'no_answer', retryAfterSeconds: undefined })
  }
}

/** Reads the answer of a token endpoint. */
export function readTokenAnswer({ status, text, retryAfter }: FormAnswer): Result<IssuedToken, TokenFailure> {
  if (status >= 500 || status === 429) {
    const seconds = Number(retryAfter)
    const retryAfterSeconds = Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3600) : undefined
    return refuse({ kind: 'unavailable', error: `status_${status}`, retryAfterSeconds })
  }
  const answer = parseObject(text)
  if (status !== 200) return refuse({ kind: 'refused', error: errorOf(answer) ?? `status_${status}` })
  return readToken(answer)
}

function readToken(answer: Readonly<Record<string, unknown>>): Result<IssuedToken, TokenFailure> {
  const { access_token: accessToken, token_type: type, expires_in: expiresIn } = answer
  // It becomes the value of a header: visible characters, and not without end.
  if (
    typeof accessToken !== 'string' ||
    !/^[\x21-\x7e]+$/.test(accessToken) ||
    accessToken.length > longestToken
  )
    return refuse({ kind: 'refused', error: 'no_usable_token' })
  // RFC 8693 section 2.2.1 writes N_A for what is no access token.
  if (typeof type !== 'string' || type.toLowerCase() !== 'bearer')
    return refuse({ kind: 'refused', error: 'not_a_bearer_token' })
  const seconds = typeof expiresIn === 'string' ? Number(expiresIn) : expiresIn
  const isKnown = typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0
  return ok({ accessToken, lifetimeMs: isKnown ? seconds * 1000 : assumedLifetimeMs })
}

function errorOf({ error }: Readonly<Record<string, unknown>>): string | undefined {
  return typeof error === 'string' && /^[a-z_]{1,64}$/.test(error) ? error : undefined
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
