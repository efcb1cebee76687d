import { afterAll, expect, test } from 'vitest'
import { buildConfirmToken, useOnce, verifyConfirmToken } from '../../../../src/mcp/input/confirm-token.ts'
import { createWorld } from '../../../support/policy-setup.ts'

let now = Date.now()
const world = createWorld({ now: () => now })
afterAll(() => world.close())
const { services } = world.setup

test('a token confirms its request once', async () => {
  const token = await buildConfirmToken('this', services)
  expect(token.length).toBeLessThan(40)
  expect(await verifyConfirmToken(token, 'this', services)).toBe(true)
  expect(await verifyConfirmToken(token, 'this', services)).toBe(false)
})

test('it confirms no other request, and is not used up by trying', async () => {
  const token = await buildConfirmToken('this', services)
  expect(await verifyConfirmToken(token, 'that', services)).toBe(false)
  expect(await verifyConfirmToken(token, 'this', services)).toBe(true)
})

test('it is valid for five minutes', async () => {
  const token = await buildConfirmToken('this', services)
  now += 301_000
  expect(await verifyConfirmToken(token, 'this', services)).toBe(false)
})

test('a token that was changed or made up confirms nothing', async () => {
  const token = await buildConfirmToken('this', services)
  const [expires = '', nonce = '', signature = ''] = token.split('.')
  const later = (parseInt(expires, 36) + 1).toString(36)
  for (const forged of [
    `${later}.${nonce}.${signature}`,
    `${expires}.${nonce.replace(/.$/, '_')}.${signature.replace(/.$/, '_')}`,
    `${expires}.${nonce}.${signature.slice(1)}`,
    'yes',
    '',
  ])
    expect(await verifyConfirmToken(forged, 'this', services), forged).toBe(false)
})

test('of many that use a name at the same time one is the first', async () => {
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => useOnce('name', services)))
  expect(outcomes.filter(Boolean)).toHaveLength(1)
})
