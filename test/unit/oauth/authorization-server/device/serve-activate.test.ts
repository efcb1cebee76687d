import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  startAuthorizationServerWorld,
  type AuthorizationServerWorld,
} from '../../../../support/authorization-server-world.ts'
import { createBrowser } from '../../../../support/browser.ts'
import { startDevice } from '../../../../support/device-flow.ts'

let world: AuthorizationServerWorld
beforeAll(async () => {
  world = await startAuthorizationServerWorld()
})
afterAll(() => world.close())

test('a form from elsewhere, or without the token of the page, is refused', async () => {
  const device = await startDevice(world.issuer)
  const browser = createBrowser()
  const page = await browser.follow(`${world.issuer}/activate`)
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
  const form = { xsrf, user_code: device.userCode, confirm: 'yes' }
  expect((await browser.open(page.url, form, { origin: 'https://evil.example' })).status).toBe(403)
  expect((await browser.open(page.url, form, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await createBrowser().open(page.url, form)).status).toBe(400)
  expect((await browser.open(page.url, form)).status).toBe(303)
  expect((await browser.open(page.url, { ...form, xsrf: 'forged' })).status).toBe(400)
})

test('a code in the link is shown, escaped and cut, and never submitted by itself', async () => {
  const code = `"><script>${'x'.repeat(100)}`
  const page = await createBrowser().follow(`${world.issuer}/activate?user_code=${encodeURIComponent(code)}`)
  expect(page.response.status).toBe(200)
  expect(page.html).toContain('value="&quot;&gt;&lt;script&gt;xx')
  expect(page.html).not.toContain('<script')
  expect(page.html).not.toContain('x'.repeat(33))
})

test('takes GET and POST alone', async () => {
  expect((await fetch(`${world.issuer}/activate`, { method: 'PUT' })).status).toBe(405)
})
