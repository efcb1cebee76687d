import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Interaction, Provider } from 'oidc-provider'
import { isLibraryError } from '../library-error.ts'
import { renderErrorPage } from '../pages/error-page.ts'
import { renderSignInPage } from '../pages/sign-in-page.ts'
import { readForm, sendPage, sendRedirect } from '../send-answer.ts'
import type { ServedServer } from '../served-server.ts'
import { retryAfterSeconds, type AttemptLimit } from './attempt-limit.ts'
import { buildCsrfToken, verifyCsrfToken } from './csrf-token.ts'

/** One exchange with the sign-in page. */
export interface SignInExchange {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  /** The origin the page was asked for under. */
  readonly origin: string
  /** The id in the path. */
  readonly signInId: string
}

/** What the page needs beside the exchange. */
export interface SignInParts {
  readonly served: ServedServer
  readonly provider: Provider
  readonly attempts: AttemptLimit
}

/** Longest body of the form, in bytes. */
const formLimit = 8 * 1024

const wrongPassword = 'The user name or the password is wrong.'

/** Serves the sign-in page: GET shows it, POST checks the password and sends the browser on. */
export async function serveSignIn(parts: SignInParts, exchange: SignInExchange): Promise<void> {
  const { req, res } = exchange
  const interaction = await findInteraction(parts.provider, exchange)
  if (interaction === undefined) {
    const sentence =
      'This sign-in has expired, or it was begun in another browser. Go back to your application and start again.'
    return sendPage(res, 400, renderErrorPage(sentence))
  }
  await parts.served.clients.find(textOf(interaction.params['client_id']))
  if (req.method === 'GET' || req.method === 'HEAD') return showForm(parts, exchange, interaction)
  if (req.method !== 'POST')
    return sendPage(res, 405, renderErrorPage('This page takes GET and POST.'), { allow: 'GET, POST' })
  await takeForm(parts, exchange, interaction)
}

async function findInteraction(
  provider: Provider,
  exchange: SignInExchange,
): Promise<Interaction | undefined> {
  try {
    const interaction = await provider.interactionDetails(exchange.req, exchange.res)
    return interaction.uid === exchange.signInId ? interaction : undefined
  } catch (error) {
    if (isLibraryError(error)) return undefined
    throw error
  }
}

async function takeForm(
  parts: SignInParts,
  exchange: SignInExchange,
  interaction: Interaction,
): Promise<void> {
  const { served, attempts } = parts
  const { req, res } = exchange
  const form = await readForm(req, formLimit)
  const foreign = req.headers.origin !== undefined && req.headers.origin !== exchange.origin
  const token = form?.get('csrf_token') ?? ''
  if (form === undefined || foreign || !verifyCsrfToken(served.cookieKeys, interaction.uid, token)) {
    const sentence = 'This form was not sent from the sign-in page. Go back and try again.'
    return sendPage(res, 403, renderErrorPage(sentence))
  }
  const login = (form.get('login') ?? '').trim()
  const address = req.socket.remoteAddress ?? ''
  if (!(await attempts.begin(login, address))) {
    served.log.warn('Sign-in attempts were stopped.', { authorizationServer: served.server.id, address })
    const sentence = `Too many attempts. Try again in ${retryAfterSeconds / 60} minutes.`
    return showForm(parts, exchange, interaction, { login, status: 429, problem: sentence })
  }
  const accepted = await served.credentials.verifyPassword(login, form.get('password') ?? '')
  const account = served.accounts.byLogin(login)
  if (!accepted || account === undefined) {
    served.log.info('A sign-in was refused.', { authorizationServer: served.server.id, address })
    return showForm(parts, exchange, interaction, { login, status: 401, problem: wrongPassword })
  }
  await attempts.succeed(login, address)
  await finish(parts, exchange, interaction, account.uid)
}

async function finish(
  parts: SignInParts,
  exchange: SignInExchange,
  interaction: Interaction,
  uid: string,
): Promise<void> {
  const { provider, served } = parts
  const result = { login: { accountId: uid, amr: ['pwd'] } }
  const next = await provider.interactionResult(exchange.req, exchange.res, result)
  await forgetOtherPerson(provider, interaction, uid)
  served.log.info('A person signed in.', {
    authorizationServer: served.server.id,
    uid,
    clientId: interaction.params['client_id'],
  })
  sendRedirect(exchange.res, next)
}

/** Someone else was signed in at this browser: their session must not be mixed with this one. */
async function forgetOtherPerson(provider: Provider, interaction: Interaction, uid: string): Promise<void> {
  const { session } = interaction
  if (session?.cookie === undefined || session.accountId === uid) return
  const stored = await provider.Session.find(session.cookie)
  if (stored === undefined) return
  delete stored.accountId
  delete stored.authorizations
  await stored.persist()
}

interface Shown {
  readonly login: string
  readonly status: number
  readonly problem: string | undefined
}

function showForm(
  { served }: SignInParts,
  { res }: SignInExchange,
  { uid, params }: Interaction,
  shown: Shown = { login: textOf(params['login_hint']), status: 200, problem: undefined },
): void {
  const html = renderSignInPage({
    serverName: served.server.name,
    clientName: served.clients.get(textOf(params['client_id']))?.name ?? '',
    permissions: textOf(params['scope'])
      .split(' ')
      .flatMap((scope) => phraseOf(served, scope)),
    destination: destinationOf(textOf(params['redirect_uri'])),
    csrfToken: buildCsrfToken(served.cookieKeys, uid),
    login: shown.login.slice(0, 100),
    problem: shown.problem,
  })
  sendPage(res, shown.status, html, shown.status === 429 ? { 'retry-after': String(retryAfterSeconds) } : {})
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

const oidcPhrases: Record<string, string> = {
  profile: 'See your name',
  email: 'See your e-mail address',
  offline_access: 'Keep its access until you end it',
}

function phraseOf(served: ServedServer, scope: string): string[] {
  const declared = served.server.scopes.find((candidate) => candidate.name === scope)
  if (declared !== undefined) return [declared.displayName ?? declared.name]
  return oidcPhrases[scope] === undefined ? [] : [oidcPhrases[scope]]
}

/** Host and port for the web, the scheme for an application of the machine. */
function destinationOf(redirectUri: string): string {
  if (!URL.canParse(redirectUri)) return ''
  const { protocol, host } = new URL(redirectUri)
  return protocol === 'http:' || protocol === 'https:' ? host : `${protocol}//${host}`
}
