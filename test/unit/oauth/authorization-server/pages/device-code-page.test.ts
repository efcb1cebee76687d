import { expect, test } from 'vitest'
import { renderDeviceCodePage } from '../../../../../src/oauth/authorization-server/pages/device-code-page.ts'

const view = {
  serverName: 'Books',
  action: '/oauth2/mcp/activate',
  csrfToken: 't',
  code: '',
  problem: undefined,
}

test('has one labelled field with the focus', () => {
  const html = renderDeviceCodePage(view)
  expect(html).toContain('<form method="post" action="/oauth2/mcp/activate">')
  expect(html).toContain('<label for="user_code">')
  expect(html).toContain('aria-describedby="hint" autofocus')
  expect(html).not.toContain('role="alert"')
})

test('tells what is wrong, tied to the field', () => {
  const html = renderDeviceCodePage({ ...view, code: '"<', problem: 'No & never.' })
  expect(html).toContain('value="&quot;&lt;"')
  expect(html).toContain('<p class="alarm" id="problem" role="alert">No &amp; never.</p>')
  expect(html).toContain('aria-describedby="problem hint" aria-invalid="true"')
})
