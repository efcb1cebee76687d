import { escapeHtml } from './escape-html.ts'
import { renderPage } from './page.ts'
import { renderRequest, type Destination, type Permission } from './permission-list.ts'

/** What the sign-in page shows. */
export interface SignInView {
  readonly serverName: string
  readonly clientName: string
  /** What the client will be able to do. */
  readonly permissions: readonly Permission[]
  readonly destination: Destination
  readonly csrfToken: string
  readonly login: string
  /** What went wrong with the last attempt. */
  readonly problem: string | undefined
}

/** The sign-in page: one form, posted to its own address. */
export function renderSignInPage(view: SignInView): string {
  const focusLogin = view.login === '' ? ' autofocus' : ''
  const focusPassword = view.login === '' ? '' : ' autofocus'
  const described = view.problem === undefined ? '' : ' aria-describedby="problem" aria-invalid="true"'
  return renderPage(
    `Sign in to ${view.serverName}`,
    `<h1>Sign in to ${escapeHtml(view.serverName)}</h1>
<p class="soft">${escapeHtml(view.clientName)} asks for access.</p>
${renderRequest(view.permissions, view.destination)}
${view.problem === undefined ? '' : `<p class="alarm" id="problem" role="alert">${escapeHtml(view.problem)}</p>\n`}<form method="post">
<input type="hidden" name="csrf_token" value="${escapeHtml(view.csrfToken)}">
<label for="login">User name</label>
<input id="login" name="login" value="${escapeHtml(view.login)}" autocomplete="username" autocapitalize="none" spellcheck="false" required${described}${focusLogin}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required${described}${focusPassword}>
<button type="submit">Sign in</button>
</form>`,
  )
}
