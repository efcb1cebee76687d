import { expect, test } from 'vitest'
import { redirectUriProblem } from '../../../src/identity/redirect-uri-problem.ts'

test.each([
  ['web', 'https://app.example.com/callback'],
  ['web', 'http://localhost:3000/callback'],
  ['web', 'http://intranet.example/callback'],
  ['native', 'http://localhost'],
  ['native', 'http://127.0.0.1/callback'],
  ['native', 'http://[::1]:8080/callback'],
  ['native', 'https://vscode.dev/redirect'],
  ['native', 'cursor://anysphere.cursor-mcp/oauth/callback'],
] as const)('a %s client may register %s', (type, uri) => {
  expect(redirectUriProblem(type, uri)).toBeUndefined()
})

test.each([
  ['web', 'callback'],
  ['web', '/callback'],
  ['web', 'https://*.example.com/callback'],
  ['web', 'https://a.example\\@b.example/callback'],
  ['web', 'https://app.example.com/callback#part'],
  ['web', 'https://user@app.example.com/callback'],
  ['web', 'cursor://anysphere.cursor-mcp/oauth/callback'],
  ['browser', 'cursor://anysphere.cursor-mcp/oauth/callback'],
  ['native', 'http://intranet.example/callback'],
  ['native', 'javascript:alert(1)'],
  ['native', 'data:text/html,x'],
  ['native', 'file:///etc/passwd'],
] as const)('a %s client may not register %s', (type, uri) => {
  expect(redirectUriProblem(type, uri)).toMatch(/\S/)
})
