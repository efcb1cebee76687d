import { expect, test } from 'vitest'
import { isLoggedAt, isLogLevel } from '../../../../src/mcp/protocol/log-levels.ts'

test('severities are known by their names', () => {
  for (const name of ['debug', 'notice', 'emergency']) expect(isLogLevel(name), name).toBe(true)
  for (const name of ['warn', 'DEBUG', '', undefined, 3]) expect(isLogLevel(name), String(name)).toBe(false)
})

test('a message is sent at the wanted severity and above', () => {
  expect(isLoggedAt('warning', 'notice')).toBe(false)
  expect(isLoggedAt('warning', 'warning')).toBe(true)
  expect(isLoggedAt('warning', 'alert')).toBe(true)
})
