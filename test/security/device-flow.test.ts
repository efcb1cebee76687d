import { afterAll, beforeAll, expect } from 'vitest'
import { attack } from '../support/attack.ts'
import {
  startAuthorizationServerWorld,
  type AuthorizationServerWorld,
} from '../support/authorization-server-world.ts'
import { createBrowser } from '../support/browser.ts'
import { answerDevice, startDevice } from '../support/device-flow.ts'

const letters = 'BCDFGHJKLMNPQRSTVWXZ'

let world: AuthorizationServerWorld
beforeAll(async () => {
  world = await startAuthorizationServerWorld()
})
afterAll(() => world.close())

attack(20, async () => {
  const device = await startDevice(world.issuer)
  // Eight letters of twenty, from which no word can be made by accident: 34 bits, for ten minutes.
  expect(device.userCode).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{8}$/)
  expect((await device.poll()).body['error']).toBe('authorization_pending')
  for (let poll = 0; poll < 9; poll += 1) expect((await device.poll()).body['error']).toBe('slow_down')

  const guesser = createBrowser()
  let tries = 0
  let page = await guesser.follow(`${world.issuer}/activate`)
  while (!page.html.includes('Too many codes were tried.') && tries < 40) {
    tries += 1
    page = await guesser.submit(await guesser.follow(`${world.issuer}/activate`), {
      user_code: `BBBBBB${letters.charAt(tries % 20)}${letters.charAt(tries / 20)}`,
    })
  }
  expect(tries).toBeLessThan(40)
  // Even the right code does not help whoever was stopped, and the device got nothing.
  const late = await answerDevice(world.issuer, device.userCode, { browser: guesser })
  expect(late.html).toContain('Too many codes were tried.')
  expect((await device.poll()).status).toBe(400)
})
