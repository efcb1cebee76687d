import { expect, test } from 'vitest'
import type { AuthorizationServer } from '../../../../src/identity/identity.ts'
import {
  internalResource,
  resourceNames,
} from '../../../../src/oauth/authorization-server/resource-indicator.ts'
import { serverOf } from '../../../support/identity-parts.ts'

const server = (audience: string): AuthorizationServer => serverOf({ audience })
const spellings = ['http://127.0.0.1:9000', 'http://localhost:9000', 'http://[::1]:9000']

test('an audience on this gateway has all its spellings, with and without the slash', () => {
  expect([...resourceNames(server('http://localhost:9000/mcp'), spellings)].sort()).toEqual([
    'http://127.0.0.1:9000/mcp',
    'http://127.0.0.1:9000/mcp/',
    'http://[::1]:9000/mcp',
    'http://[::1]:9000/mcp/',
    'http://localhost:9000/mcp',
    'http://localhost:9000/mcp/',
  ])
})

test('an audience elsewhere has only itself', () => {
  const names = resourceNames(server('https://gateway.example/mcp/'), spellings)
  expect([...names].sort()).toEqual(['https://gateway.example/mcp', 'https://gateway.example/mcp/'])
})

test('an origin that only begins alike is another one', () => {
  const names = resourceNames(server('http://localhost:90001/mcp'), spellings)
  expect([...names].sort()).toEqual(['http://localhost:90001/mcp', 'http://localhost:90001/mcp/'])
})

test('an audience that is no web address is matched as it is', () => {
  expect([...resourceNames(server('api://bare'), spellings)]).toEqual(['api://bare'])
})

test('the internal name is a URI whatever the audience is', () => {
  expect(URL.canParse(internalResource(server('plain words')))).toBe(true)
})
