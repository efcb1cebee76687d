import type { Interaction, Provider } from 'oidc-provider'
import { describeScopes } from '../describe-scopes.ts'
import { isForeignForm } from '../foreign-form.ts'
import { renderErrorPage } from '../pages/error-page.ts'
import { renderSignInPage } from '../pages/sign-in-page.ts'
import { readForm, sendPage, sendRedirect } from '../send-answer.ts'
import type { ServedServer } from '../served-server.ts'
import { retryAfterSeconds, type AttemptLimit } from './attempt-limit.ts'
import { buildCsrfToken, verifyCsrfToken } from './csrf-token.ts'
import { describeDestination } from './describe-destination.ts'
import { findInteraction, type InteractionRequest } from './find-interaction.ts'

/** One exchange with the sign-in page, or with the consent page behind it. */
export interface SignInExchange extends InteractionRequest {
  /** The origin the page was asked for under. */
  readonly origin: string
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
  const interaction = await findInteraction(parts.provider, exchange, 'login')
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

async function takeForm(
  parts: SignInParts,
  exchange: SignInExchange,
  interaction: Interaction,
): Promise<void> {
  const { served, attempts } = parts
  const { req, res } = exchange
  const form = await readForm(req, formLimit)
  const foreign = isForeignForm(req, exchange.origin)
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

async function showForm(
  { served, provider }: SignInParts,
  { res }: SignInExchange,
  interaction: Interaction,
  shown: Shown = { login: textOf(interaction.params['login_hint']), status: 200, problem: undefined },
): Promise<void> {
  const { uid, params } = interaction
  const html = renderSignInPage({
    serverName: served.server.name,
    clientName: served.clients.get(textOf(params['client_id']))?.name ?? '',
    permissions: describeScopes(served, textOf(params['scope'])),
    destination: await describeDestination(provider, interaction),
    csrfToken: buildCsrfToken(served.cookieKeys, uid),
    login: shown.login.slice(0, 100),
    problem: shown.problem,
  })
  sendPage(res, shown.status, html, shown.status === 429 ? { 'retry-after': String(retryAfterSeconds) } : {})
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
