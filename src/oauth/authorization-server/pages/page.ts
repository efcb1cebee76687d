import { createHash } from 'node:crypto'
import { escapeHtml } from './escape-html.ts'

const style = `
:root { color-scheme: light dark; --ground: #f3f4f6; --card: #fff; --text: #16181d; --soft: #565d6b; --line: #cfd4dc;
  --accent: #1f5fbf; --alarm: #a3161f; }
@media (prefers-color-scheme: dark) { :root { --ground: #14161a; --card: #1e2127; --text: #eceef2; --soft: #a5acb9;
  --line: #3c424d; --accent: #7fb0ff; --alarm: #ff9a9f; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; background: var(--ground);
  color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
main { width: 100%; max-width: 26rem; background: var(--card); border: 1px solid var(--line); border-radius: .75rem;
  padding: 2rem; }
h1 { font-size: 1.375rem; line-height: 1.3; margin: 0 0 .5rem; }
p { margin: 0 0 1rem; }
.soft, dt { color: var(--soft); font-size: .9375rem; }
dl { margin: 0 0 1.5rem; padding: 1rem; border: 1px solid var(--line); border-radius: .5rem; }
dd { margin: 0 0 .75rem; overflow-wrap: anywhere; }
dd:last-child { margin-bottom: 0; }
ul { margin: 0; padding-left: 1.25rem; }
label { display: block; font-weight: 600; margin-bottom: .25rem; }
input { width: 100%; min-height: 2.75rem; font: inherit; color: inherit; background: transparent; padding: .5rem .75rem;
  margin-bottom: 1rem; border: 1px solid var(--soft); border-radius: .375rem; }
button { width: 100%; min-height: 2.75rem; font: inherit; font-weight: 600; padding: .5rem .75rem; cursor: pointer;
  border: 1px solid var(--accent); border-radius: .375rem; background: var(--accent); color: var(--card); }
button.second { background: transparent; color: var(--accent); }
.answers { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem; }
.code { font-family: ui-monospace, monospace; letter-spacing: .15em; text-transform: uppercase; }
p:last-child { margin-bottom: 0; }
input:focus-visible, button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.alarm { color: var(--alarm); font-weight: 600; }
`

const styleHash = createHash('sha256').update(style).digest('base64')

/**
 * Headers of every page. There is no form-action: browsers hold it against the redirect that follows the form too, which
 * leads to the client, and some clients lead on from there to a scheme of their own. There is no
 * opener policy either: web clients open this page in a window and wait for it.
 */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; frame-ancestors 'none'`,
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
}

/** A whole page: no script, nothing loaded from elsewhere. `content` is HTML whose texts are escaped already. */
export function renderPage(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${content}
</main>
</body>
</html>
`
}
