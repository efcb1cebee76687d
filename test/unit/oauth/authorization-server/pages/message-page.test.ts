import { expect, test } from 'vitest'
import { renderMessagePage } from '../../../../../src/oauth/authorization-server/pages/message-page.ts'

test('says one thing, escaped, where assistive technology hears it', () => {
  const html = renderMessagePage('Done & dusted', '<b>Client</b> is connected.')
  expect(html).toContain('<title>Done &amp; dusted</title>')
  expect(html).toContain('<p role="status">&lt;b&gt;Client&lt;/b&gt; is connected.</p>')
})
