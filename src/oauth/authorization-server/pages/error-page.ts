import { escapeHtml } from './escape-html.ts'
import { renderPage } from './page.ts'

/** What a person sees when a sign-in cannot go on and nobody can be redirected anywhere. */
export function renderErrorPage(sentence: string): string {
  return renderPage(
    'This sign-in cannot go on',
    `<h1>This sign-in cannot go on</h1>
<p role="alert">${escapeHtml(sentence)}</p>
<p class="soft">Nothing was shared. You can close this page.</p>`,
  )
}
