import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import {
  readForm,
  sendJson,
  sendPage,
  sendRedirect,
} from '../../../../src/oauth/authorization-server/send-answer.ts'

async function ask(listener: RequestListener, init: RequestInit = {}): Promise<Response> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, {
    redirect: 'manual',
    ...init,
  })
  const text = await response.text()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  return new Response(text === '' ? null : text, { status: response.status, headers: response.headers })
}

test('JSON has its type and length', async () => {
  const response = await ask((_req, res) => sendJson(res, 418, { text: '\u00e9' }, { 'x-more': 'yes' }))
  expect(response.status).toBe(418)
  expect(response.headers.get('content-type')).toBe('application/json')
  expect(response.headers.get('x-more')).toBe('yes')
  expect(await response.json()).toEqual({ text: '\u00e9' })
})

test('a page cannot be framed, kept or sniffed, and runs nothing', async () => {
  const response = await ask((_req, res) => sendPage(res, 200, '<p>hello'))
  expect(response.headers.get('content-security-policy')).toMatch(
    /default-src 'none'.*frame-ancestors 'none'/,
  )
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect(response.headers.get('referrer-policy')).toBe('no-referrer')
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
})

test('a redirect turns a POST into a GET and is not kept', async () => {
  const response = await ask((_req, res) => sendRedirect(res, 'https://elsewhere.example/'), {
    method: 'POST',
  })
  expect(response.status).toBe(303)
  expect(response.headers.get('location')).toBe('https://elsewhere.example/')
  expect(response.headers.get('cache-control')).toBe('no-store')
})

const echo: RequestListener = (req, res) =>
  void readForm(req, 20).then((form) =>
    sendJson(res, 200, form === undefined ? null : Object.fromEntries(form)),
  )

test('a small form is read', async () => {
  const response = await ask(echo, { method: 'POST', body: new URLSearchParams({ a: '1 2', b: '&' }) })
  expect(await response.json()).toEqual({ a: '1 2', b: '&' })
})

test('what is no form, or too large, is not', async () => {
  expect(await (await ask(echo, { method: 'POST', body: 'a=1' })).json()).toBeNull()
  const large = new URLSearchParams({ a: 'x'.repeat(100) })
  expect(await (await ask(echo, { method: 'POST', body: large })).json()).toBeNull()
})
