import { escapeHtml } from './escape-html.ts'
import { renderPage } from './page.ts'

/** What the sign-in page shows. */
export interface SignInView {
  readonly serverName: string
  readonly clientName: string
  /** Phrases of what the client will be able to do. */
  readonly permissions: readonly string[]
  /** Where the sign-in returns to: the real host or scheme, not what the client calls itself. */
  readonly destination: string
  readonly csrfToken: string
  readonly login: string
  /** What went wrong with the last attempt. */
  readonly problem: string | undefined
}

/** The sign-in page: one form, posted to its own address. */
export function renderSignInPage(view: SignInView): string {
  const focusLogin = view.login === '' ? ' autofocus' : ''
  const focusPassword = view.login === '' ? '' : ' autofocus'
  const described = view.problem === undefined ? '' : ' aria-describedby="problem"'
  return renderPage(
    `Sign in to ${view.serverName}`,
    `<h1>Sign in to ${escapeHtml(view.serverName)}</h1>
<p class="soft">${escapeHtml(view.clientName)} asks for access.</p>
<dl>
${permissionList(view.permissions)}<dt>You return to</dt>
<dd>${escapeHtml(view.destination)}</dd>
</dl>
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

function permissionList(permissions: readonly string[]): string {
  if (permissions.length === 0) return ''
  const items = permissions.map((permission) => `<li>${escapeHtml(permission)}</li>`).join('')
  return `<dt>It will be able to</dt>\n<dd><ul>${items}</ul></dd>\n`
}
