import { escapeHtml } from './escape-html.ts'
import { renderPage } from './page.ts'
import { renderRequest, type Destination, type Permission } from './permission-list.ts'

/** What the page shows on which a person allows or refuses. */
export interface ConsentView {
  readonly serverName: string
  readonly clientName: string
  /** Who is signed in. */
  readonly login: string
  readonly permissions: readonly Permission[]
  readonly destination: Destination
  readonly csrfToken: string
}

/** The consent page, which is the approval page of a device too: one form with two answers. */
export function renderConsentPage(view: ConsentView): string {
  const title = `Allow ${view.clientName}?`
  return renderPage(
    title,
    `<h1>${escapeHtml(title)}</h1>
<p class="soft">It asks for access to ${escapeHtml(view.serverName)}. You are signed in as ${escapeHtml(view.login)}.</p>
${renderRequest(view.permissions, view.destination)}
<form method="post" class="answers">
<input type="hidden" name="csrf_token" value="${escapeHtml(view.csrfToken)}">
<button type="submit" name="answer" value="allow">Allow</button>
<button type="submit" name="answer" value="deny" class="second">Deny</button>
</form>`,
  )
}
