import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createMemoryStorage } from '../../../../../src/storage/memory.ts'
import {
  sampleIdentity,
  startAuthorizationServerWorld,
  type AuthorizationServerWorld,
} from '../../../../support/authorization-server-world.ts'
import { createBrowser, type Browser, type Landing } from '../../../../support/browser.ts'
import { answerDevice, startDevice } from '../../../../support/device-flow.ts'

let world: AuthorizationServerWorld
beforeAll(async () => {
  // The clock is asked for at every use, so that a test can set it.
  world = await startAuthorizationServerWorld({ storage: createMemoryStorage({ now: () => Date.now() }) })
})
afterAll(() => world.close())

describe('the device', () => {
  test('is answered as Okta answers it', async () => {
    const { answer, userCode } = await startDevice(world.issuer)
    expect(answer.status).toBe(200)
    expect(userCode).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{8}$/)
    expect(answer.body).toEqual({
      device_code: expect.stringMatching(/^[\w-]{30,}$/) as unknown,
      user_code: userCode,
      verification_uri: `${world.issuer}/activate`,
      verification_uri_complete: `${world.issuer}/activate?user_code=${userCode}`,
      expires_in: 600,
      interval: 5,
    })
  })

  test('waits, then gets its token when the person allows it', async () => {
    const device = await startDevice(world.issuer)
    expect(await device.poll()).toMatchObject({
      status: 400,
      body: {
        error: 'authorization_pending',
        error_description: 'The device authorization is pending. Please try again later.',
      },
    })
    const page = await answerDevice(world.issuer, device.userCode)
    expect(page.response.status).toBe(200)
    expect(page.html).toContain('Your device is connected')
    const { status, body } = await device.poll()
    expect(status).toBe(200)
    expect(decodeJwt(String(body['access_token']))).toMatchObject({
      cid: 'plain',
      sub: 'alex@example.com',
      scp: ['mcp:access'],
      auth_time: expect.any(Number) as unknown,
    })
  })

  test('that asks too often is told to slow down, and that its code ends', async () => {
    const device = await startDevice(world.issuer)
    await device.poll()
    expect((await device.poll()).body['error']).toBe('slow_down')
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5000 })
    try {
      expect((await device.poll()).body['error']).toBe('authorization_pending')
      vi.setSystemTime(Date.now() + 600_000)
      expect((await device.poll()).body).toEqual({
        error: 'expired_token',
        error_description: 'The device code is invalid or has expired.',
      })
      expect((await answerDevice(world.issuer, device.userCode)).html).toContain('This code has expired')
    } finally {
      vi.useRealTimers()
    }
  })

  test('that the person refuses is told so, once', async () => {
    const device = await startDevice(world.issuer)
    const page = await answerDevice(world.issuer, device.userCode, { answer: 'deny' })
    expect(page.html).toContain('You have refused')
    expect(await device.poll()).toMatchObject({
      status: 403,
      body: {
        error: 'access_denied',
        error_description: 'The resource owner or authorization server denied the request.',
      },
    })
    expect((await device.poll()).body['error']).toBe('invalid_grant')
  })

  test('gets one token for one code, however often it asks', async () => {
    const device = await startDevice(world.issuer)
    await answerDevice(world.issuer, device.userCode)
    const answers = await Promise.all(Array.from({ length: 5 }, () => device.poll()))
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1)
    expect((await device.poll()).body).toEqual({
      error: 'invalid_grant',
      error_description: 'The device code is invalid or has expired.',
    })
  })

  test("gets nothing for another client's code, an unknown one or none", async () => {
    const device = await startDevice(world.issuer)
    await answerDevice(world.issuer, device.userCode)
    for (const changes of [{ client_id: 'native' }, { device_code: 'unheard-of' }, { device_code: '' }]) {
      const { status, body } = await device.poll(changes)
      expect(status).toBe(400)
      expect(body['access_token']).toBeUndefined()
    }
  })
})

describe('before a code is shown', () => {
  test.each([
    ['a client without the grant', { client_id: 'native' }, 400, 'unauthorized_client'],
    ['an unknown scope', { scope: 'nonsense' }, 400, 'invalid_scope'],
    ['a scope that no rule holds', { scope: 'mcp:admin' }, 401, 'access_denied'],
    ['a foreign resource', { resource: 'https://elsewhere.example' }, 400, 'invalid_target'],
    ['an unknown client', { client_id: 'nobody' }, 401, 'invalid_client'],
  ])('%s is refused', async (_what, form, status, error) => {
    const { answer } = await startDevice(world.issuer, form)
    expect(answer).toMatchObject({ status, body: { error } })
    expect(answer.body['user_code']).toBeUndefined()
  })

  test('a request without scopes gets the default ones, and may name the resource', async () => {
    const device = await startDevice(world.issuer, { scope: '', resource: `${world.origin}/mcp` })
    await answerDevice(world.issuer, device.userCode)
    const { body } = await device.poll()
    expect(body).toMatchObject({ scope: 'mcp:access' })
    expect(decodeJwt(String(body['access_token'])).aud).toBe(`${world.origin}/mcp`)
  })
})

describe('the person', () => {
  test('sees the code of the link in the form, signs in, and sees client, scopes and code', async () => {
    const device = await startDevice(world.issuer)
    const browser = createBrowser()
    const first = await browser.follow(String(device.answer.body['verification_uri_complete']))
    expect(first.html).toContain(`value="${device.userCode}"`)
    expect(first.html).not.toContain('<script')
    expect(first.response.headers.get('content-security-policy')).toContain("default-src 'none'")
    const typed = `${device.userCode.slice(0, 4)}-${device.userCode.slice(4)}`.toLowerCase()
    const signIn = await browser.submit(first, { user_code: typed })
    expect(signIn.html).toContain('Sign in to')
    const approval = await browser.signIn(signIn, 'alex@example.com', 'correct horse')
    for (const text of ['Allow No refresh?', 'Use the tools', device.userCode, 'alex@example.com'])
      expect(approval.html).toContain(text)
    expect((await device.poll()).body['error']).toBe('authorization_pending')
  })

  test('who is signed in is asked all the same', async () => {
    const browser = createBrowser()
    const one = await startDevice(world.issuer)
    await answerDevice(world.issuer, one.userCode, { browser })
    const two = await startDevice(world.issuer)
    const first = await browser.follow(`${world.issuer}/activate`)
    const next = await browser.submit(first, { user_code: two.userCode })
    expect(next.html).toContain('name="answer"')
    expect((await two.poll()).body['error']).toBe('authorization_pending')
  })

  test('who closes a page can type the code again, and the first answer counts', async () => {
    const device = await startDevice(world.issuer)
    const [abandoned, second] = [createBrowser(), createBrowser()]
    const open = async (browser: Browser): Promise<Landing> => {
      const first = await browser.follow(`${world.issuer}/activate`)
      const signIn = await browser.submit(first, { user_code: device.userCode })
      return browser.signIn(signIn, 'alex@example.com', 'correct horse')
    }
    const [late, early] = [await open(abandoned), await open(second)]
    await second.submit(early, { answer: 'deny' })
    expect((await abandoned.submit(late, { answer: 'allow' })).html).toContain('This code was used already')
    expect((await device.poll()).body['error']).toBe('access_denied')
  })

  test('whom no rule is for cannot connect a device, and the device is told why', async () => {
    const rule = { people: { users: ['alex@example.com'] } }
    const strict = await startAuthorizationServerWorld({ identity: (origin) => sampleIdentity(origin, rule) })
    try {
      const device = await startDevice(strict.issuer)
      const sam = { login: 'sam@example.com', password: 'battery staple' }
      const page = await answerDevice(strict.issuer, device.userCode, sam)
      expect(page.html).toContain('Policy evaluation failed')
      expect(await device.poll()).toMatchObject({
        status: 401,
        body: {
          error: 'access_denied',
          error_description:
            'Policy evaluation failed for this request, please check the policy configurations.',
        },
      })
    } finally {
      await strict.close()
    }
  })

  test.each([
    ['', 'Type the code'],
    ['BBBBBBBB', 'No device shows this code'],
    ['<b>"', 'No device shows this code'],
  ])('who types %j is told what is wrong', async (user_code, sentence) => {
    const browser = createBrowser()
    const page = await browser.submit(await browser.follow(`${world.issuer}/activate`), { user_code })
    expect(page.response.status).toBe(400)
    expect(page.html).toContain(sentence)
    expect(page.html).not.toContain('<b>')
  })
})
