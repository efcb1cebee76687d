import { expect, test } from 'vitest'
import { fullGrantType, knownGrantTypes } from '../../../src/identity/grant-types.ts'

test('device_code is short for the device grant, other names stay', () => {
  expect(fullGrantType('device_code')).toBe('urn:ietf:params:oauth:grant-type:device_code')
  for (const name of knownGrantTypes) expect(fullGrantType(name)).toBe(name)
})
