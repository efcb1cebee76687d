import { afterAll, expect, it } from 'vitest'
import { findSubjectToken } from '../../../../../src/policies/inbound/upstream-token-exchange/subject-token.ts'
import { contextOf, createWorld, exchangeWith } from '../../../../support/policy-setup.ts'

const world = createWorld()
afterAll(() => world.close())

function find(authorization: string | undefined, presented: string[], callerSecrets: string[] = []) {
  const headers = authorization === undefined ? {} : { authorization }
  const exchange = exchangeWith({ headers, callerSecrets })
  const context = contextOf(exchange, world.services)
  context.presentedSecrets = presented
  return findSubjectToken(exchange, context)
}

it.each([
  ['a token that a policy of this route read', 'Bearer abc', ['abc', 'Bearer abc'], [], 'abc'],
  ['one bound to a key', 'DPoP abc', ['abc', 'DPoP abc'], [], 'abc'],
  ['one that a policy of the MCP route read', 'Bearer abc', [], ['abc', 'Bearer abc'], 'abc'],
  ['one of another header', undefined, ['xyz', 'xyz'], [], 'xyz'],
  ['nothing that no policy read', 'Bearer abc', [], ['Bearer abc'], undefined],
  ['nothing', undefined, [], [], undefined],
])('is %s', (_what, authorization, presented, callerSecrets, token) => {
  expect(find(authorization, presented, callerSecrets)).toBe(token)
})
