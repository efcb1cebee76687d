import { escapeHtml } from './escape-html.ts'

/** One thing a client will be able to do. */
export interface Permission {
  readonly phrase: string
  readonly description: string | undefined
}

/** Where the answer goes: an application by its host or scheme, or a device by the code it shows. */
export type Destination =
  { readonly kind: 'application'; readonly host: string } | { readonly kind: 'device'; readonly code: string }

/** What is asked for, and where the answer goes, as rows of one list. */
export function renderRequest(permissions: readonly Permission[], destination: Destination): string {
  const [term, text] =
    destination.kind === 'device'
      ? ['Your device shows', `<span class="code">${escapeHtml(destination.code)}</span>`]
      : ['You return to', escapeHtml(destination.host)]
  return `<dl>\n${renderPermissions(permissions)}<dt>${term}</dt>\n<dd>${text}</dd>\n</dl>`
}

function renderPermissions(permissions: readonly Permission[]): string {
  if (permissions.length === 0) return ''
  const items = permissions.map(({ phrase, description }) => {
    const more = description === undefined ? '' : `<br><span class="soft">${escapeHtml(description)}</span>`
    return `<li>${escapeHtml(phrase)}${more}</li>`
  })
  return `<dt>It will be able to</dt>\n<dd><ul>${items.join('')}</ul></dd>\n`
}
