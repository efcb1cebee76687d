import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  postForm,
  startAuthorizationServerWorld,
  type AuthorizationServerWorld,
} from '../../../support/authorization-server-world.ts'

let world: AuthorizationServerWorld
beforeAll(async () => {
  world = await startAuthorizationServerWorld()
})
afterAll(() => world.close())

describe('discovery', () => {
  test.each([
    '/oauth2/mcp/.well-known/oauth-authorization-server',
    '/.well-known/oauth-authorization-server/oauth2/mcp',
    '/oauth2/mcp/.well-known/openid-configuration',
    '/.well-known/openid-configuration/oauth2/mcp',
  ])('%s is served to every web page', async (path) => {
    const response = await fetch(world.origin + path, { headers: { origin: 'https://app.example' } })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    const text = await response.text()
    expect(text).not.toContain('null')
    expect(JSON.parse(text)).toMatchObject({
      issuer: world.issuer,
      authorization_endpoint: `${world.issuer}/v1/authorize`,
      token_endpoint: `${world.issuer}/v1/token`,
      jwks_uri: `${world.issuer}/v1/keys`,
    })
  })

  test('every endpoint it names is there', async () => {
    const response = await fetch(`${world.issuer}/.well-known/openid-configuration`)
    const metadata = (await response.json()) as Record<string, unknown>
    const endpoints = Object.entries(metadata).filter(([name]) => /_(endpoint|uri)$/.test(name))
    expect(endpoints.length).toBeGreaterThanOrEqual(5)
    for (const [name, url] of endpoints) {
      expect({ name, status: (await fetch(String(url), { redirect: 'manual' })).status }).not.toMatchObject({
        status: 404,
      })
    }
  })

  test('a preflight is answered', async () => {
    const paths = [
      '/.well-known/oauth-authorization-server/oauth2/mcp',
      '/oauth2/mcp/v1/keys',
      '/oauth2/mcp/v1/token',
      '/oauth2/mcp/v1/userinfo',
    ]
    for (const path of paths) {
      const response = await fetch(world.origin + path, {
        method: 'OPTIONS',
        headers: {
          origin: 'https://app.example',
          'access-control-request-method': path.endsWith('token') ? 'POST' : 'GET',
        },
      })
      expect({ path, status: response.status }).toEqual({ path, status: 204 })
      expect(['*', 'https://app.example']).toContain(response.headers.get('access-control-allow-origin'))
    }
  })
})

test('keys are public halves that may be kept for a while', async () => {
  const response = await fetch(`${world.issuer}/v1/keys`)
  expect(response.headers.get('cache-control')).toMatch(/^max-age=\d+, must-revalidate$/)
  expect(response.headers.get('content-type')).toBe('application/json')
  const { keys } = (await response.json()) as { keys: Record<string, string>[] }
  expect(keys).toHaveLength(1)
  expect(Object.keys(keys[0] ?? {}).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use'])
})

test('a browser client may read what the token endpoint says', async () => {
  const answer = await postForm(
    world.issuer,
    { grant_type: 'client_credentials' },
    { origin: 'https://app.example' },
  )
  expect(answer.headers.get('access-control-allow-origin')).toBe('https://app.example')
  expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
})

test('a path nobody serves is an Okta 404, a wrong method says which are right', async () => {
  const missing = await fetch(`${world.issuer}/v1/nothing`)
  expect(missing.status).toBe(404)
  expect(await missing.json()).toMatchObject({ errorCode: 'E0000007' })
  const wrong = await fetch(`${world.issuer}/v1/token`)
  expect(wrong.status).toBe(405)
  expect(wrong.headers.get('allow')).toBe('POST, OPTIONS')
  expect((await fetch(`${world.issuer}/v1/authorize`, { method: 'POST' })).status).toBe(405)
})

test('the device endpoint takes POST alone, and serves every origin', async () => {
  const url = `${world.issuer}/v1/device/authorize`
  expect((await fetch(url)).status).toBe(405)
  const body = new URLSearchParams({ client_id: 'plain' })
  const answer = await fetch(url, { method: 'POST', body, headers: { origin: 'https://app.example' } })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('access-control-allow-origin')).toBe('https://app.example')
  expect(answer.headers.get('cache-control')).toBe('no-store')
})

test('headers that say where the caller came from do not change the answer', async () => {
  const headers = {
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    forwarded: 'host=evil.example',
  }
  const metadata = await (await fetch(`${world.issuer}/.well-known/openid-configuration`, { headers })).text()
  expect(metadata).not.toContain('evil.example')
  const url = `${world.issuer}/v1/authorize?client_id=native&response_type=code`
  expect(await (await fetch(url, { headers, redirect: 'manual' })).text()).not.toContain('evil.example')
})

test('HEAD is answered like GET, without a body', async () => {
  const response = await fetch(`${world.issuer}/v1/keys`, { method: 'HEAD' })
  expect(response.status).toBe(200)
  expect(await response.text()).toBe('')
})
