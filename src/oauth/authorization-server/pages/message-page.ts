import { escapeHtml } from './escape-html.ts'
import { renderPage } from './page.ts'

/** A page that says how something ended: a device connected, a refusal, a sign-out. */
export function renderMessagePage(title: string, sentence: string): string {
  return renderPage(title, `<h1>${escapeHtml(title)}</h1>\n<p role="status">${escapeHtml(sentence)}</p>`)
}
