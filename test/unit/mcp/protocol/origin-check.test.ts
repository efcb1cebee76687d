import { expect, test } from 'vitest'
import { isOriginServed, type OriginInput } from '../../../../src/mcp/protocol/origin-check.ts'
import { shows } from '../../../support/shows.ts'

const local: OriginInput = {
  origin: undefined,
  ownOrigin: 'http://127.0.0.1:9000',
  spellings: ['http://127.0.0.1:9000', 'http://localhost:9000', 'http://[::1]:9000'],
  corsAllows: () => false,
}
const published: OriginInput = {
  ...local,
  ownOrigin: 'https://mcp.example.com',
  spellings: ['https://mcp.example.com'],
}

test('a request that comes from no web page is served', () => {
  expect(isOriginServed(local)).toBe(true)
  expect(isOriginServed(published)).toBe(true)
})

test.each(['http://127.0.0.1:9000', 'http://localhost:6274', 'http://[::1]:1', 'https://127.8.8.8'])(
  'while only this machine reaches the gateway, %s is served',
  (origin) => {
    expect(isOriginServed({ ...local, origin })).toBe(true)
  },
)

shows('A2', 'no other origin is served, however it dresses up', () => {
  const origins = [
    'https://evil.example',
    'null',
    '',
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example:9000',
    'http://evil.example/http://localhost',
    'http://localhost:9000/',
    'http://user@localhost:9000',
    'file://localhost',
    'http://127.0.0.1:9000, https://evil.example',
  ]
  expect(origins.filter((origin) => isOriginServed({ ...local, origin }))).toEqual([])
})

shows('A2', 'a gateway with a public name serves its own origin, not those of the machine', () => {
  expect(isOriginServed({ ...published, origin: 'https://mcp.example.com' })).toBe(true)
  expect(isOriginServed({ ...published, origin: 'http://localhost:6274' })).toBe(false)
  expect(isOriginServed({ ...published, origin: 'http://mcp.example.com' })).toBe(false)
})

test('what the CORS policy of the route allows is served', () => {
  const corsAllows = (origin: string): boolean => origin === 'https://app.example'
  expect(isOriginServed({ ...published, origin: 'https://app.example', corsAllows })).toBe(true)
  expect(isOriginServed({ ...published, origin: 'https://app.example.evil', corsAllows })).toBe(false)
})
