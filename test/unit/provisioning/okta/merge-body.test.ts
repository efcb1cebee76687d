import { expect, test } from 'vitest'
import { mergeBody } from '../../../../src/provisioning/okta/merge-body.ts'

test('what others set stays, what is declared replaces, what is undefined goes', () => {
  const there = {
    id: '0pr1',
    system: false,
    _links: {},
    name: 'old',
    actions: { token: { accessTokenLifetimeMinutes: 60, inlineHook: { id: 'cal1' } }, other: 1 },
    conditions: { scopes: { include: ['a', 'b'] } },
  }
  const declared = {
    name: 'new',
    actions: { token: { accessTokenLifetimeMinutes: 30, inlineHook: undefined } },
    conditions: { scopes: { include: ['a'] } },
  }
  expect(mergeBody('rule', there, declared)).toEqual({
    name: 'new',
    actions: { token: { accessTokenLifetimeMinutes: 30 }, other: 1 },
    conditions: { scopes: { include: ['a'] } },
  })
})

test('a client keeps the client id it has', () => {
  const there = {
    status: 'ACTIVE',
    credentials: { oauthClient: { client_id: '0oa1', autoKeyRotation: true } },
  }
  const declared = { credentials: { oauthClient: { client_id: 'mcp-web', pkce_required: true } } }
  expect(mergeBody('client', there, declared)).toEqual({
    credentials: { oauthClient: { client_id: '0oa1', autoKeyRotation: true, pkce_required: true } },
  })
})

test('a scope says its default itself', () => {
  expect(mergeBody('scope', { default: true, optional: true }, { default: false })).toEqual({
    optional: true,
    default: false,
  })
})
