import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Provider } from 'oidc-provider'
import { renderErrorPage } from '../pages/error-page.ts'
import { renderMessagePage } from '../pages/message-page.ts'
import { readForm, sendPage, sendRedirect } from '../send-answer.ts'
import type { ServedServer } from '../served-server.ts'
import { createIdTokenVerifier } from '../verify-id-token.ts'
import { checkLogout } from './check-logout.ts'

/** One request to /v1/logout. */
export interface LogoutExchange {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  readonly query: string
}

/** What the endpoint needs beside the exchange. */
export interface LogoutParts {
  readonly served: ServedServer
  readonly provider: Provider
}

/** Longest body of the form, in bytes; an ID token and an address fit in. */
const formLimit = 16 * 1024

/** Serves /v1/logout: the person of the ID token is signed out at this browser. Tokens stay good, as at Okta. */
export async function serveLogout(
  { served, provider }: LogoutParts,
  exchange: LogoutExchange,
): Promise<void> {
  const { req, res } = exchange
  const parameters =
    req.method === 'POST' ? await readForm(req, formLimit) : new URLSearchParams(exchange.query)
  const verdict = await checkLogout(
    served,
    createIdTokenVerifier(served),
    parameters ?? new URLSearchParams(),
  )
  if (verdict.kind === 'page') {
    const { error, description } = verdict.problem
    served.log.info('A sign-out was refused.', { error, description })
    return sendPage(res, 400, renderErrorPage(description))
  }
  // Browsers keep the cookie from a form of another site, but not from the GET that follows.
  if (req.method === 'POST' && !hasSessionCookie(provider, req))
    return sendRedirect(res, `?${String(parameters)}`)
  await endSession(provider, exchange, verdict.uid)
  served.log.info('A person signed out.', { uid: verdict.uid })
  if (verdict.redirectTo === undefined) return sendPage(res, 200, renderSignedOutPage(served))
  sendRedirect(res, verdict.redirectTo)
}

function renderSignedOutPage({ server }: ServedServer): string {
  return renderMessagePage('You are signed out', `${server.name} will ask for your password the next time.`)
}

function hasSessionCookie(provider: Provider, { headers }: IncomingMessage): boolean {
  const name = `${provider.cookieName('session')}=`
  return (headers.cookie ?? '').split(';').some((cookie) => cookie.trimStart().startsWith(name))
}

async function endSession(provider: Provider, { req, res }: LogoutExchange, uid: string): Promise<void> {
  const session = await provider.Session.get(provider.createContext(req, res))
  // Another person has signed in at this browser since: their session is not the client's to end.
  if (session.accountId !== uid) return
  await session.destroy()
}
