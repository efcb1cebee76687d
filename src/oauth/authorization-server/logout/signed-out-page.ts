import { escapeHtml } from '../pages/escape-html.ts'
import { renderPage } from '../pages/page.ts'

/** What a person sees after signing out, when the client has named no address to go to. */
export function renderSignedOutPage(serverName: string): string {
  return renderPage(
    'You are signed out',
    `<h1>You are signed out</h1>
<p>${escapeHtml(serverName)} will ask for your password the next time.</p>
<p class="soft">You can close this page.</p>`,
  )
}
