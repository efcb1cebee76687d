import { createHash, randomBytes } from 'node:crypto'
import { createBrowser } from './browser.ts'

/** Who sits in front of the browser. */
export interface Person {
  readonly login: string
  readonly password: string
}

/** Opens an authorization URL, signs in, and answers the URL of the client the browser is sent back to. */
export async function browseToCallback(start: URL, person: Person): Promise<URL> {
  const browser = createBrowser()
  const first = await browser.follow(start.href)
  // A server that knows the browser already sends it straight back.
  const landing =
    first.away === undefined ? await browser.signIn(first, person.login, person.password) : first
  if (landing.away === undefined)
    throw new Error(`${landing.url} answered ${landing.response.status}: ${landing.html}`)
  return landing.away
}

/** Who signs in, for which client, at which authorization server. */
export interface SignIn extends Person {
  readonly issuer: string
  readonly clientId: string
  /** Undefined for public clients. */
  readonly clientSecret: string | undefined
  readonly redirectUri: string
  readonly scope: string
}

/** What the token endpoint answered. */
export interface Tokens {
  readonly access_token: string
  readonly refresh_token?: string
  readonly scope: string
}

/** Signs a person in by authorization code with PKCE and answers the tokens. */
export async function signIn(input: SignIn): Promise<Tokens> {
  const metadata = await readJson(await fetch(`${input.issuer}/.well-known/oauth-authorization-server`))
  const verifier = randomBytes(32).toString('base64url')
  const state = randomBytes(8).toString('hex')
  const authorize = new URL(textOf(metadata['authorization_endpoint']))
  authorize.search = new URLSearchParams({
    response_type: 'code',
    client_id: input.clientId,
    redirect_uri: input.redirectUri,
    scope: input.scope,
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString()
  const callback = await browseToCallback(authorize, input)
  if (!callback.href.startsWith(input.redirectUri))
    throw new Error(`the browser was sent to ${callback.href}`)
  if (callback.searchParams.get('state') !== state)
    throw new Error(`the state came back changed: ${callback.href}`)
  return requestTokens(textOf(metadata['token_endpoint']), input, {
    grant_type: 'authorization_code',
    code: callback.searchParams.get('code') ?? '',
    redirect_uri: input.redirectUri,
    code_verifier: verifier,
  })
}

/** Asks the token endpoint, as a confidential or a public client. */
export async function requestTokens(
  endpoint: string,
  client: Pick<SignIn, 'clientId' | 'clientSecret'>,
  fields: Record<string, string>,
): Promise<Tokens> {
  const { clientId, clientSecret } = client
  const response = await fetch(endpoint, {
    method: 'POST',
    headers:
      clientSecret === undefined ? {} : { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
    body: new URLSearchParams(clientSecret === undefined ? { ...fields, client_id: clientId } : fields),
  })
  return (await readJson(response)) as unknown as Tokens
}

async function readJson(response: Response): Promise<Record<string, unknown>> {
  const text = await response.text()
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text}`)
  return JSON.parse(text) as Record<string, unknown>
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new Error('a text is missing in an answer')
  return value
}
