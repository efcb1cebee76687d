import type { Interaction } from 'oidc-provider'
import { describeScopes } from '../describe-scopes.ts'
import { isForeignForm } from '../foreign-form.ts'
import { oktaErrors } from '../okta-errors.ts'
import { renderConsentPage } from '../pages/consent-page.ts'
import { renderErrorPage } from '../pages/error-page.ts'
import { readForm, sendPage, sendRedirect } from '../send-answer.ts'
import { buildCsrfToken, verifyCsrfToken } from '../sign-in/csrf-token.ts'
import { describeDestination } from '../sign-in/describe-destination.ts'
import { findInteraction } from '../sign-in/find-interaction.ts'
import type { SignInExchange, SignInParts } from '../sign-in/serve-sign-in.ts'
import { scopesToAsk } from './build-prompts.ts'
import { createConsents } from './consents.ts'

/** Longest body of the form, in bytes. */
const formLimit = 4 * 1024

/** Serves the page on which a person allows or refuses, for an application or for a device. */
export async function serveConsent(parts: SignInParts, exchange: SignInExchange): Promise<void> {
  const { req, res } = exchange
  const interaction = await findInteraction(parts.provider, exchange, 'consent')
  if (interaction === undefined) {
    const sentence =
      'This question was answered or has expired, or it was asked in another browser. Go back to your application.'
    return sendPage(res, 400, renderErrorPage(sentence))
  }
  if (req.method === 'GET' || req.method === 'HEAD') return showQuestion(parts, exchange, interaction)
  if (req.method !== 'POST')
    return sendPage(res, 405, renderErrorPage('This page takes GET and POST.'), { allow: 'GET, POST' })
  await takeAnswer(parts, exchange, interaction)
}

async function showQuestion(
  parts: SignInParts,
  { res }: SignInExchange,
  interaction: Interaction,
): Promise<void> {
  const { served } = parts
  const { params, uid } = interaction
  await served.clients.find(textOf(params['client_id']))
  const html = renderConsentPage({
    serverName: served.server.name,
    clientName: served.clients.get(textOf(params['client_id']))?.name ?? '',
    login: served.accounts.byUid(interaction.session?.accountId ?? '')?.user.login ?? '',
    permissions: describeScopes(served, textOf(params['scope'])),
    destination: await describeDestination(parts.provider, interaction),
    csrfToken: buildCsrfToken(served.cookieKeys, uid),
  })
  sendPage(res, 200, html)
}

async function takeAnswer(
  { served, provider }: SignInParts,
  { req, res, origin }: SignInExchange,
  interaction: Interaction,
): Promise<void> {
  const form = await readForm(req, formLimit)
  const token = form?.get('csrf_token') ?? ''
  if (isForeignForm(req, origin) || !verifyCsrfToken(served.cookieKeys, interaction.uid, token)) {
    const sentence = 'This form was not sent from the consent page. Go back and try again.'
    return sendPage(res, 403, renderErrorPage(sentence))
  }
  // Anything but a clear yes is a no.
  const allowed = form?.get('answer') === 'allow'
  const { params, session } = interaction
  const [clientId, uid] = [String(params['client_id']), session?.accountId ?? '']
  served.log.info(allowed ? 'A person has consented.' : 'A person has refused.', { uid, clientId })
  // A device asks anew each time, so what it was allowed is not remembered.
  if (allowed && interaction.deviceCode === undefined) {
    const parties = { uid, clientId, redirectUri: String(params['redirect_uri']) }
    await createConsents(served.storage, served.server.id).remember(
      parties,
      scopesToAsk(served, params['scope']),
    )
  }
  const { error, description } = oktaErrors.deniedByPerson
  const result = allowed ? { consent: {} } : { error, error_description: description }
  sendRedirect(res, await provider.interactionResult(req, res, result))
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
