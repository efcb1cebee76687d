import { afterAll, expect, test } from 'vitest'
import { buildAuditRecord } from '../../../../../src/policies/inbound/audit-log/build-audit-record.ts'
import { auditLogOptions } from '../../../../../src/policies/inbound/audit-log/options.ts'
import { contextOf, createWorld, exchangeWith } from '../../../../support/policy-setup.ts'

const world = createWorld({ now: () => 0 })
afterAll(() => world.close())

const awsKey = 'AKIAIOSFODNN7EXAMPLE'
const exchange = exchangeWith({
  search: `?page=2&access_token=canary&note=${awsKey}`,
  params: { id: '7' },
  headers: { authorization: 'Bearer canary', cookie: 'canary', 'cf-ipcountry': 'DE' },
  isFromTrustedProxy: true,
  user: { sub: 'ada', data: { cid: 'inspector', email: 'canary@example.com' } },
})
const call = {
  tool: 'addBook',
  arguments: { title: 'Emma', password: 'canary', nested: { note: `use ${awsKey}` } },
  annotations: {},
}

function build(options: Record<string, unknown> = {}) {
  const context = contextOf(exchange, world.services)
  context.refusal = 'scope: expected books:write'
  const outcome = { outcome: 'refused', ms: 3 } as const
  return buildAuditRecord(auditLogOptions.parse(options), exchange, context, outcome, call, { plan: 'gold' })
}

test('a record says who asked for what, without secrets', () => {
  const record = build({ tenant: 'acme' })
  expect(record).toEqual({
    time: '1970-01-01T00:00:00.000Z',
    event: 'tool-call',
    requestId: 'request-1',
    tenant: 'acme',
    method: 'POST',
    route: '/mcp',
    tool: 'addBook',
    outcome: 'refused',
    reason: 'scope: expected books:write',
    ms: 3,
    user: 'ada',
    client: 'inspector',
    ipAddress: '127.0.0.1',
    geolocation: { country: 'DE' },
    query: { page: '2', access_token: '[redacted]', note: '[REDACTED]' },
    params: { id: '7' },
    argumentNames: ['title', 'password', 'nested'],
    metadata: { plan: 'gold' },
  })
})

test('values of arguments are there on demand, masked', () => {
  const record = build({ logArguments: 'masked' })
  expect(record['arguments']).toEqual({
    title: 'Emma',
    password: '[redacted]',
    nested: { note: 'use [REDACTED]' },
  })
  expect(JSON.stringify(record)).not.toContain('canary')
})

test('what is switched off is not there', () => {
  const off = {
    logIpAddress: false,
    logUser: false,
    logGeolocation: false,
    logQueryParameters: false,
    logRouteParameters: false,
    logArguments: 'none',
  }
  expect(Object.keys(build(off)).sort()).toEqual([
    'event',
    'metadata',
    'method',
    'ms',
    'outcome',
    'reason',
    'requestId',
    'route',
    'time',
    'tool',
  ])
})
