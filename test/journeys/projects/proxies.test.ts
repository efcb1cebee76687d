import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createStoredKey } from '../../support/create-stored-key.ts'
import {
  openFormatProjects,
  type FormatProjects,
  type StartedProject,
} from '../../support/format-projects.ts'

let projects: FormatProjects
let coffee: StartedProject
let split: StartedProject
let key: string

beforeAll(async () => {
  projects = await openFormatProjects()
  key = await createStoredKey(projects.stateFolder('coffee-proxy'), 'shop')
  coffee = await projects.start('coffee-proxy', {
    ROASTERY_URL: `${projects.upstream}/api`,
    ROASTERY_SECRET: 'roasted',
    SHOP_ORIGIN: 'https://shop.example.com',
  })
  split = await projects.start('split-files')
})
afterAll(() => projects.close())

describe('a proxy with API keys, a rate limit and headers of its own', () => {
  const withKey = (more: Record<string, string> = {}) => ({ authorization: `Bearer ${key}`, ...more })

  test('refuses who has no key, in the words of RFC 9457', async () => {
    const refused = await coffee.fetch('/v1/beans/peru')
    expect(refused.status).toBe(401)
    expect(refused.headers.get('content-type')).toBe('application/problem+json')
    expect(await refused.json()).toMatchObject({ status: 401, instance: '/v1/beans/peru' })
    expect(projects.asked).toEqual([])
  })

  test('forwards path and query, keeps the key to itself, and limits each consumer', async () => {
    const answers = []
    for (let asked = 0; asked < 3; asked += 1)
      answers.push(await coffee.fetch('/v1/beans/peru?roast=dark', { headers: withKey() }))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429])
    expect(answers[2]?.headers.get('retry-after')).toMatch(/^\d+$/)
    expect(await answers[0]?.json()).toMatchObject({ url: '/api/v1/beans/peru?roast=dark' })
    expect(answers[0]?.headers.get('x-powered-by')).toBeNull()
    expect(answers[0]?.headers.get('zp-rid')).toMatch(/^[\w-]{36}$/)
    const { headers } = projects.asked[0] ?? {}
    expect(headers).toMatchObject({ 'x-roastery-secret': 'roasted' })
    expect(headers).not.toHaveProperty('authorization')
  })

  test('rewrites by a template over query and headers, within a size', async () => {
    const order = (body: string) =>
      coffee.fetch('/v1/orders?store=7', { method: 'POST', headers: withKey({ 'x-for': 'A & B' }), body })
    expect(await (await order('{"bags":2}')).json()).toEqual({
      method: 'POST',
      url: '/api/stores/7/orders?for=A%20%26%20B',
      body: '{"bags":2}',
    })
    expect((await order('x'.repeat(101))).status).toBe(413)
  })

  test('answers browsers of the shop, and no others', async () => {
    const preflight = (origin: string) =>
      coffee.fetch('/v1/orders', {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      })
    for (const origin of ['https://shop.example.com', 'https://pr-7.preview.example.com']) {
      const { status, headers } = await preflight(origin)
      expect([status, headers.get('access-control-allow-origin')]).toEqual([200, origin])
      expect(headers.get('access-control-allow-credentials')).toBe('true')
    }
    for (const origin of ['https://preview.example.com', 'https://shop.example.com.evil.example'])
      expect((await preflight(origin)).status).toBe(404)
  })

  test('redirects to its document, which tells nothing of the gateway', async () => {
    const redirect = await coffee.fetch('/docs')
    expect([redirect.status, redirect.headers.get('location')]).toEqual([301, '/openapi'])
    const text = await (await coffee.fetch('/openapi')).text()
    const document = JSON.parse(text) as { paths: object; servers: unknown }
    expect(Object.keys(document.paths)).toEqual(['/v1/beans/{origin}', '/v1/orders', '/openapi'])
    expect(text).not.toContain('x-zuplo')
    expect(document.servers).toEqual([{ url: coffee.origin }])
  })
})

describe('routes in several files', () => {
  test.each([
    ['/items/first', { operation: 'first', params: {} }],
    ['/items/last', { operation: 'any-item', params: { id: 'last' } }],
    ['/items/early', { operation: 'early', params: {} }],
    ['/orders', { operation: 'orders-of-a', version: 'v1' }],
    ['/users/get(5)', { operation: 'odata', params: { userId: '5' } }],
    ['/accounts/:action', { operation: 'literal-colon', params: {} }],
    ['/files/report.pdf', { operation: 'file', params: { name: 'report', kind: 'pdf' } }],
  ])('%s goes to the first that matches: files by name, routes by their order', async (path, expected) => {
    expect(await (await split.fetch(path)).json()).toMatchObject(expected)
  })

  test('a path that only looks alike is none', async () => {
    for (const path of ['/accounts/pay', '/items', '/items/first/', '/Orders'])
      expect((await split.fetch(path)).status, path).toBe(404)
  })
})
