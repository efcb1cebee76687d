import { expect, test } from 'vitest'
import { renderRequest } from '../../../../../src/oauth/authorization-server/pages/permission-list.ts'

test('phrases, descriptions and the place of return are shown, escaped', () => {
  const html = renderRequest(
    [
      { phrase: 'Use <it>', description: 'All & more' },
      { phrase: 'Read', description: undefined },
    ],
    { kind: 'application', host: 'app.example:8443' },
  )
  expect(html).toContain('<li>Use &lt;it&gt;<br><span class="soft">All &amp; more</span></li><li>Read</li>')
  expect(html).toContain('<dt>You return to</dt>\n<dd>app.example:8443</dd>')
})

test('a device is known by its code, and a request without permissions has no such row', () => {
  const html = renderRequest([], { kind: 'device', code: 'BCDFGHJK' })
  expect(html).toContain('<dt>Your device shows</dt>\n<dd><span class="code">BCDFGHJK</span></dd>')
  expect(html).not.toContain('It will be able to')
})
