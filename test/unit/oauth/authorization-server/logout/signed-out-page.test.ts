import { expect, test } from 'vitest'
import { renderSignedOutPage } from '../../../../../src/oauth/authorization-server/logout/signed-out-page.ts'

test('the page names the server, as text', () => {
  const html = renderSignedOutPage('<b>Mine')
  expect(html).toContain('You are signed out')
  expect(html).toContain('&lt;b&gt;Mine')
  expect(html).not.toContain('<b>')
})
