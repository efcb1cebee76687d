import { expect, test } from 'vitest'
import { renderConsentPage } from '../../../../../src/oauth/authorization-server/pages/consent-page.ts'

test('names client, server and person, and has two answers', () => {
  const html = renderConsentPage({
    serverName: 'Books & more',
    clientName: '<Client>',
    login: 'alex@example.com',
    permissions: [{ phrase: 'Read', description: 'Everything.' }],
    destination: { kind: 'application', host: 'app.example' },
    csrfToken: 'to"ken',
  })
  expect(html).toContain('<h1>Allow &lt;Client&gt;?</h1>')
  expect(html).toContain('access to Books &amp; more. You are signed in as alex@example.com.')
  expect(html).toContain('name="csrf_token" value="to&quot;ken"')
  expect(html.match(/name="answer" value="(\w+)"/g)).toEqual([
    'name="answer" value="allow"',
    'name="answer" value="deny"',
  ])
})
