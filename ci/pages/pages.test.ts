import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  authorizeUrl,
  createPkce,
  postForm,
  startAuthorizationServerWorld,
  type AuthorizationServerWorld,
} from '../../test/support/authorization-server-world.ts'
import { consentIdentity } from '../../test/support/consent-identity.ts'
import { startDevice } from '../../test/support/device-flow.ts'
import { findChromium, startChromium } from './start-chromium.ts'
import { createVisitor, type Visitor } from './visitor.ts'

const program = findChromium()
if (program === undefined && process.env['CI'] !== 'true')
  console.warn('No Chromium here: its tests are skipped.')

/** The pages of the authorization server, by keyboard alone, in a browser that runs no script. */
describe.skipIf(program === undefined && process.env['CI'] !== 'true')('in Chromium', () => {
  let browser: Browser
  let client: Server
  let callback = ''
  let world: AuthorizationServerWorld
  let visitor: Visitor

  beforeAll(async () => {
    browser = await startChromium(program ?? 'chromium')
    client = createServer((_req, res) =>
      res.writeHead(200, { 'content-type': 'text/plain' }).end('the client'),
    )
    await new Promise<void>((resolve) => client.listen(0, '127.0.0.1', resolve))
    callback = `http://127.0.0.1:${(client.address() as AddressInfo).port}/callback`
  })
  beforeEach(async () => {
    world = await startAuthorizationServerWorld({ identity: consentIdentity })
    visitor = await createVisitor(browser, [world.origin, new URL(callback).origin])
  })
  afterEach(async () => {
    await visitor.close()
    await world.close()
  })
  afterAll(async () => {
    await browser.close()
    await new Promise((resolve) => client.close(resolve))
  })

  const { verifier, challenge } = createPkce()
  const authorize = (scope: string): string =>
    authorizeUrl(world.issuer, challenge, { redirect_uri: callback, scope })

  async function signIn(password = 'correct horse'): Promise<void> {
    await visitor.type('User name', 'alex@example.com')
    await visitor.type('Password', password)
    await visitor.press('Sign in')
  }

  test('a person signs in, also after a wrong password', async () => {
    expect(await visitor.open(authorize('mcp:access'))).toBe(200)
    await visitor.inspect('sign-in')
    await signIn('not the password')
    expect(await visitor.page.getByRole('alert').innerText()).not.toBe('')
    await visitor.inspect('sign-in-again')
    // The name is still there, and the focus where the next word belongs.
    await visitor.type('Password', 'correct horse')
    await visitor.press('Sign in')
    const { origin, pathname, searchParams } = new URL(visitor.page.url())
    expect([origin + pathname, searchParams.get('state')]).toEqual([callback, 'af0ifjsldkj'])
    expect(searchParams.get('code')).not.toBeNull()
  })

  test('whoever guesses passwords is stopped', async () => {
    await visitor.open(authorize('mcp:access'))
    for (let attempt = 0; attempt < 12 && !(await visitor.text()).includes('Too many'); attempt += 1)
      await signIn('not the password')
    expect(await visitor.page.getByRole('alert').innerText()).toContain('Too many')
    await visitor.inspect('sign-in-stopped')
  })

  test.each([
    ['Allow', 'code'],
    ['Deny', 'error'],
  ])('a person is asked for consent: %s', async (answer, parameter) => {
    await visitor.open(authorize('mcp:access required'))
    await signIn()
    expect(await visitor.text()).toContain('Do REQUIRED things')
    await visitor.inspect('consent')
    await visitor.press(answer)
    expect(new URL(visitor.page.url()).searchParams.has(parameter)).toBe(true)
  })

  test.each([
    ['Allow', 200],
    ['Deny', 403],
  ])('a device is connected: %s', async (answer, status) => {
    const device = await startDevice(world.issuer)
    await visitor.open(`${world.issuer}/activate`)
    await visitor.inspect('device')
    await visitor.type('Code on your device', 'BBBBBBBB')
    await visitor.press('Continue')
    expect(await visitor.page.getByRole('alert').innerText()).not.toBe('')
    await visitor.inspect('device-again')
    await visitor.type('Code on your device', device.userCode)
    await visitor.press('Continue')
    await signIn()
    expect(await visitor.text()).toContain('Your device shows')
    await visitor.inspect('device-consent')
    await visitor.press(answer)
    await visitor.inspect(answer === 'Allow' ? 'device-connected' : 'device-refused')
    expect((await device.poll()).status).toBe(status)
  })

  test('a page that leaves people out would be found', async () => {
    await visitor.page.setContent(
      '<!doctype html><html lang="en"><title>x</title><main><h1>x</h1><input name="a"></main></html>',
    )
    await expect(visitor.inspect('planted')).rejects.toThrow('label')
  })

  test('a request that cannot go on ends on a page', async () => {
    expect(await visitor.open(authorizeUrl(world.issuer, challenge, { client_id: 'nobody' }))).toBe(400)
    await visitor.inspect('error')
  })

  test('a person signs out, and has to sign in again', async () => {
    await visitor.open(authorize('openid mcp:access'))
    await signIn()
    const code = new URL(visitor.page.url()).searchParams.get('code') ?? ''
    const { body } = await postForm(world.issuer, {
      ...{ grant_type: 'authorization_code', client_id: 'native', code },
      ...{ redirect_uri: callback, code_verifier: verifier },
    })
    const hint = new URLSearchParams({ id_token_hint: String(body['id_token']) })
    expect(await visitor.open(`${world.issuer}/v1/logout?${hint.toString()}`)).toBe(200)
    await visitor.inspect('signed-out')
    await visitor.open(authorize('mcp:access'))
    expect(await visitor.text()).toContain('Password')
  })
})
