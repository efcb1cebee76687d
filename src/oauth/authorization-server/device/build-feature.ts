import type { Context } from 'oidc-provider'
import { explainError } from '../explain-error.ts'
import { renderDeviceCodePage } from '../pages/device-code-page.ts'
import { renderErrorPage } from '../pages/error-page.ts'
import { renderMessagePage } from '../pages/message-page.ts'
import { showPage } from '../send-answer.ts'
import type { ServedServer } from '../served-server.ts'

/** Seconds a device code and its user code live, as at Okta. */
export const deviceCodeLife = 600

/** The query parameter that fills the form in; the library would submit its own one by a script. */
export const shownCodeParameter = 'shown_code'

/** What went wrong with a code, by the name of the library's error. */
const problems: Readonly<Record<string, string>> = {
  NoCodeError: 'Type the code that your device shows.',
  NotFoundError: 'No device shows this code. Compare it with your device, letter by letter.',
  ExpiredError: 'This code has expired. Ask your device for a new one.',
  AlreadyUsedError: 'This code was used already. Ask your device for a new one.',
}

/** The device grant (RFC 8628) as the library takes it: Okta's codes of eight capital letters, and our pages. */
export function buildDeviceFeature(served: ServedServer): Record<string, unknown> {
  return {
    enabled: true,
    charset: 'base-20',
    mask: '********',
    deviceInfo: () => ({}),
    userCodeInputSource: (context: Context, _form: string, _out: unknown, error?: Error) =>
      askForCode(served, context, error),
    // The form of the first page confirms too; whoever posts without it sees that page again.
    userCodeConfirmSource: (context: Context) => showForm(served, context, textOf(context, 'user_code')),
    successSource: (context: Context) => {
      const client = served.clients.get(context.oidc.client?.clientId ?? '')?.name ?? ''
      const sentence = `${client} is signed in. You can close this page and go back to your device.`
      showPage(context, 200, renderMessagePage('Your device is connected', sentence))
    },
  }
}

function askForCode(served: ServedServer, context: Context, error: Error | undefined): void {
  if (error === undefined) {
    const shown = context.query[shownCodeParameter]
    return showForm(served, context, typeof shown === 'string' ? shown : '')
  }
  if (error.name === 'AbortedError') {
    const sentence = 'The device was not given access. You can close this page.'
    return showPage(context, 200, renderMessagePage('You have refused', sentence))
  }
  const problem = problems[error.name] ?? (context.status === 429 ? explainError(error) : undefined)
  if (problem === undefined) return showPage(context, context.status, renderErrorPage(explainError(error)))
  if (context.status === 200) context.status = 400
  showForm(served, context, textOf(context, 'user_code'), problem)
}

function showForm(served: ServedServer, context: Context, code: string, problem?: string): void {
  const html = renderDeviceCodePage({
    serverName: served.server.name,
    action: `/oauth2/${served.server.id}/activate`,
    csrfToken: context.oidc.session?.state?.secret ?? '',
    code: code.slice(0, 32),
    problem,
  })
  showPage(context, context.status === 404 ? 200 : context.status, html)
}

function textOf({ oidc }: Context, name: string): string {
  const value = oidc.params?.[name]
  return typeof value === 'string' ? value : ''
}
