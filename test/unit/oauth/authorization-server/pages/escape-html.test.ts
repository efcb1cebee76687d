import { expect, test } from 'vitest'
import { escapeHtml } from '../../../../../src/oauth/authorization-server/pages/escape-html.ts'

test('what has a meaning in HTML loses it', () => {
  expect(escapeHtml(`<b title="x" class='y'>&amp;</b>`)).toBe(
    '&lt;b title=&quot;x&quot; class=&#39;y&#39;&gt;&amp;amp;&lt;/b&gt;',
  )
})
