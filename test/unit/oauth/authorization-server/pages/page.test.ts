import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { pageHeaders, renderPage } from '../../../../../src/oauth/authorization-server/pages/page.ts'

test('the policy lets the style of the page pass and nothing else', () => {
  const style = /<style>([\s\S]*)<\/style>/.exec(renderPage('T', ''))?.[1] ?? ''
  const policy = pageHeaders['content-security-policy'] ?? ''
  expect(policy).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`)
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('unsafe')
})

test('a page says its language and title, and has no script', () => {
  const html = renderPage('Sign <in>', '<p>x</p>')
  expect(html).toContain('<html lang="en">')
  expect(html).toContain('<title>Sign &lt;in&gt;</title>')
  expect(html).not.toMatch(/<script|\son\w+=|javascript:/i)
})
