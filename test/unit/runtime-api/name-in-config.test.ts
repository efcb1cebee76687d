import { expect, test } from 'vitest'
import { nameInConfig } from '../../../src/runtime-api/name-in-config.ts'

test.each([
  ['OktaJwtInboundPolicy', 'invokeInboundPolicy'],
  ['urlForwardHandler', 'invokeRoute'],
])('%s is a value that says how it is run', (name, instead) => {
  const value = nameInConfig(name) as unknown as (new () => unknown) & (() => unknown)
  expect(value.name).toBe(name)
  expect(() => value()).toThrow(instead)
  expect(() => new value()).toThrow(`${name} runs where`)
})
