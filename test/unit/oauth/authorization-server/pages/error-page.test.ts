import { expect, test } from 'vitest'
import { renderErrorPage } from '../../../../../src/oauth/authorization-server/pages/error-page.ts'

test('the sentence is announced and escaped', () => {
  expect(renderErrorPage('No <such> "client".')).toContain(
    '<p role="alert">No &lt;such&gt; &quot;client&quot;.</p>',
  )
})
