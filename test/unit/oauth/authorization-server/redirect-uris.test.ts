import { describe, expect, test } from 'vitest'
import type { IdentityClient } from '../../../../src/identity/identity.ts'
import { isRegisteredRedirectUri } from '../../../../src/oauth/authorization-server/redirect-uris.ts'
import { clientOf } from '../../../support/identity-parts.ts'

const client = (type: IdentityClient['type'], ...redirectUris: string[]): IdentityClient =>
  clientOf('c', type, { redirectUris })

describe('a web client', () => {
  const web = client('web', 'http://localhost:3000/callback', 'https://app.example/cb?x=1')

  test('returns to exactly what is registered', () => {
    expect(isRegisteredRedirectUri(web, 'http://localhost:3000/callback')).toBe(true)
    expect(isRegisteredRedirectUri(web, 'https://app.example/cb?x=1')).toBe(true)
  })

  test.each([
    'http://localhost:3001/callback',
    'http://127.0.0.1:3000/callback',
    'http://localhost:3000/callback/',
    'http://localhost:3000/callback?x=1',
    'http://localhost:3000/Callback',
    'HTTP://localhost:3000/callback',
    'https://app.example/cb',
    'https://app.example/cb?x=1&y=2',
    'https://app.example/cb?x=1#f',
    'https://app.example.evil.example/cb?x=1',
    '',
  ])('and not to %s', (uri) => {
    expect(isRegisteredRedirectUri(web, uri)).toBe(false)
  })
})

describe('a native client', () => {
  const native = client(
    'native',
    'http://localhost/callback',
    'http://127.0.0.1:33418/',
    'cursor://host/oauth/callback',
    'https://vscode.dev/redirect',
  )

  test.each([
    'http://localhost/callback',
    'http://localhost:1/callback',
    'http://localhost:65535/callback',
    'http://127.0.0.1:49152/callback',
    'http://[::1]:49152/callback',
    'http://127.0.0.1:40000/',
    'cursor://host/oauth/callback',
    'https://vscode.dev/redirect',
  ])('may return to %s', (uri) => {
    expect(isRegisteredRedirectUri(native, uri)).toBe(true)
  })

  test.each([
    'http://localhost:0/callback',
    'http://localhost:65536/callback',
    'http://localhost:80a/callback',
    'http://localhost:80@evil.example/callback',
    'http://localhost@evil.example:80/callback',
    'http://user@localhost:80/callback',
    'http://localhost.evil.example/callback',
    'http://evil.example/callback',
    'http://127.0.0.2:80/callback',
    'http://2130706433/callback',
    'https://localhost:80/callback',
    'http://localhost:80/callback#f',
    'http://localhost:80/callback?x=1',
    'http://localhost:80/callback/../other',
    'http://localhost:80/callback%2f..',
    'http://localhost:80\\@evil.example/callback',
    'http://localhost:80/other',
    'cursor://host/oauth/callback/more',
    'cursor://other/oauth/callback',
    'https://vscode.dev:8443/redirect',
  ])('and not to %s', (uri) => {
    expect(isRegisteredRedirectUri(native, uri)).toBe(false)
  })
})

describe('a loopback URI registered without a path', () => {
  const anyPath = client('native', 'http://localhost')

  test.each([
    'http://127.0.0.1:5000/callback/ab12',
    'http://localhost:5000',
    'http://[::1]:5000/',
    'http://localhost/oauth_callback',
  ])('admits %s', (uri) => {
    expect(isRegisteredRedirectUri(anyPath, uri)).toBe(true)
  })

  test.each([
    'http://localhost:5000/a/../b',
    'http://localhost:5000/a?b=c',
    'http://localhost:5000/%2e%2e',
    'http://evil.example/a',
  ])('but not %s', (uri) => {
    expect(isRegisteredRedirectUri(anyPath, uri)).toBe(false)
  })

  test('does nothing for a client that is not native', () => {
    expect(isRegisteredRedirectUri(client('browser', 'http://localhost'), 'http://localhost:5000/x')).toBe(
      false,
    )
  })
})
