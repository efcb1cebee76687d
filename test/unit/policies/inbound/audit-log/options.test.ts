import { expect, test } from 'vitest'
import { auditLogOptions } from '../../../../../src/policies/inbound/audit-log/options.ts'

test('defaults record everything that is no secret, to the log', () => {
  expect(auditLogOptions.parse({})).toEqual({
    logIpAddress: true,
    logUser: true,
    logGeolocation: true,
    logQueryParameters: true,
    logRouteParameters: true,
    logArguments: 'names',
    to: 'log',
    onFailure: 'log',
  })
})
