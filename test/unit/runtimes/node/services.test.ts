import { expect, it } from 'vitest'
import { noLocalIssuers } from '../../../../src/runtimes/node/services.ts'
import { fixtureServices } from '../../../support/gateway-fixture.ts'

it('hashes to base64url, as SHA-256 of an empty text is known', () => {
  expect(fixtureServices().sha256('')).toBe('47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU')
})

it('makes a different UUID each time', () => {
  const { randomId } = fixtureServices()
  expect(randomId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(randomId()).not.toBe(randomId())
})

it('tells the time of the machine', () => {
  const before = Date.now()
  const { now } = fixtureServices()
  expect(now()).toBeGreaterThanOrEqual(before)
  expect(now()).toBeLessThanOrEqual(Date.now())
})

it('knows no issuer of its own without an authorization server', () => {
  expect(noLocalIssuers.keysOf('https://a.example')).toBeUndefined()
  expect(noLocalIssuers.spellingsOf('https://a.example')).toEqual(['https://a.example'])
})
