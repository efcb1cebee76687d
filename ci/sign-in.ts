import { createHash, randomBytes } from 'node:crypto'

/** Who signs in, for which client, at which authorization server. */
export interface SignIn {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly redirectUri: string
  readonly scope: string
  readonly login: string
  readonly password: string
}

/** Signs a person in as a browser does, page by page, and answers the access token. */
export async function signIn(input: SignIn): Promise<string> {
  const metadata = await readJson(await fetch(`${input.issuer}/.well-known/oauth-authorization-server`))
  const verifier = randomBytes(32).toString('base64url')
  const authorize = new URL(textOf(metadata.authorization_endpoint))
  authorize.search = new URLSearchParams({
    response_type: 'code',
    client_id: input.clientId,
    redirect_uri: input.redirectUri,
    scope: input.scope,
    state: randomBytes(8).toString('hex'),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString()
  const callback = await walkPages(authorize, input)
  const tokens = await fetch(textOf(metadata.token_endpoint), {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${input.clientId}:${input.clientSecret}`)}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: callback.searchParams.get('code') ?? '',
      redirect_uri: input.redirectUri,
      code_verifier: verifier,
    }),
  })
  return textOf((await readJson(tokens)).access_token)
}

/** Follows redirects and submits the forms it meets, until the authorization server sends the browser back. */
async function walkPages(start: URL, input: SignIn): Promise<URL> {
  const cookies = new Map<string, string>()
  let url = start
  let form: URLSearchParams | undefined
  for (let step = 0; step < 12; step++) {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === undefined ? {} : { method: 'POST', body: form }),
    })
    for (const line of response.headers.getSetCookie()) keepCookie(cookies, line)
    const location = response.headers.get('location')
    if (location !== null) {
      url = new URL(location, url)
      form = undefined
      if (url.href.startsWith(input.redirectUri)) return url
      continue
    }
    const page = await response.text()
    if (response.status !== 200) throw new Error(`${url.href} answered ${response.status}: ${page}`)
    form = fillForm(page, input)
    url = new URL(decodeEntities(/<form[^>]*\saction="([^"]*)"/.exec(page)?.[1] ?? ''), url)
  }
  throw new Error('the sign-in does not come to an end')
}

function keepCookie(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';')
  const [name = '', ...rest] = pair.split('=')
  cookies.set(name, rest.join('='))
}

function fillForm(page: string, input: SignIn): URLSearchParams {
  const form = new URLSearchParams()
  for (const [tag] of page.matchAll(/<(?:input|button)\b[^>]*>/g)) {
    const name = attribute(tag, 'name')
    if (name === undefined) continue
    const type = attribute(tag, 'type') ?? 'text'
    if (type === 'password') form.set(name, input.password)
    else if (type === 'text' || type === 'email') form.set(name, input.login)
    else form.set(name, attribute(tag, 'value') ?? '')
  }
  return form
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return value === undefined ? undefined : decodeEntities(value)
}

function decodeEntities(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
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
