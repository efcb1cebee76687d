import { expect, test } from 'vitest'
import {
  deviceCodeGrant,
  fullGrantType,
  knownGrantTypes,
  shortGrantType,
} from '../../../src/identity/grant-types.ts'

test('device_code is short for the device grant, other names stay', () => {
  expect(fullGrantType('device_code')).toBe('urn:ietf:params:oauth:grant-type:device_code')
  for (const name of knownGrantTypes) expect(fullGrantType(name)).toBe(name)
})

test('and the other way round', () => {
  expect([deviceCodeGrant, 'refresh_token'].map(shortGrantType)).toEqual(['device_code', 'refresh_token'])
})
