import { expect, test } from 'vitest'
import type { AccessRule } from '../../../../src/identity/identity.ts'
import {
  refreshTokenEnd,
  rotatesRefreshTokens,
  wholeSeconds,
} from '../../../../src/oauth/authorization-server/refresh-token-life.ts'
import { clientOf, ruleOf } from '../../../support/identity-parts.ts'

const rule = (lifetime: number, window: number): AccessRule =>
  ruleOf({ refreshTokenLifetimeMinutes: lifetime, refreshTokenWindowMinutes: window })

test('a token ends with the idle window or the absolute life, whichever is first', () => {
  expect(refreshTokenEnd(rule(100, 10), 0, 0)).toBe(600)
  expect(refreshTokenEnd(rule(100, 10), 0, 5700)).toBe(6000)
  expect(refreshTokenEnd(rule(5, 10), 0, 0)).toBe(300)
  expect(refreshTokenEnd(rule(0, 10), 0, 1_000_000)).toBe(1_000_600)
})

test('parts of a minute count, and nothing lives less than a second', () => {
  expect(wholeSeconds(0.05)).toBe(3)
  expect(wholeSeconds(0.0001)).toBe(1)
  expect(wholeSeconds(60)).toBe(3600)
})

test('only clients that cannot keep a secret get a new token each time', () => {
  expect(
    (['native', 'browser', 'web', 'service'] as const).map((type) =>
      rotatesRefreshTokens(clientOf('c', type)),
    ),
  ).toEqual([true, true, false, false])
})
