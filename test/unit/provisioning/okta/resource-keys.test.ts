import { expect, test } from 'vitest'
import { resourceKeys } from '../../../../src/provisioning/okta/resource-keys.ts'

test('keys say where a thing stands, and differ where things differ', () => {
  const keys = [
    resourceKeys.group('a'),
    resourceKeys.client('a'),
    resourceKeys.assignedGroup('a', 'b'),
    resourceKeys.assignedUser('a', 'b'),
    resourceKeys.server('a'),
    resourceKeys.scope('a', 'b'),
    resourceKeys.claim('a', 'access', 'b'),
    resourceKeys.claim('a', 'id', 'b'),
    resourceKeys.policy('a', 'b'),
    resourceKeys.rule('a', 'b', 'c'),
  ]
  expect(new Set(keys).size).toBe(keys.length)
  expect(resourceKeys.rule('mcp', 'P', 'R')).toBe('server:mcp/policy:P/rule:R')
})
