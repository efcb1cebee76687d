import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { editDistance, hintForName, nearestName, resembles } from '../../../src/foundation/nearest-name.ts'

describe('editDistance', () => {
  test.each([
    ['kitten', 'sitting', 3],
    ['policy', 'polciy', 1],
    ['', 'abc', 3],
    ['same', 'same', 0],
  ])('%s to %s is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance)
  })

  test('is the same both ways and nothing only for equal names', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a))
        expect(editDistance(a, b) === 0).toBe(a === b)
      }),
    )
  })
})

describe('resembles', () => {
  test.each([
    ['oauthResourceMetadataEnabled', 'oAuthResourceMetadataEnabled'],
    ['cors_policy', 'corsPolicy'],
    ['polices', 'policies'],
    ['hanlder', 'handler'],
    ['x-zuplo-rout', 'x-zuplo-route'],
  ])('%s is meant to be %s', (written, known) => {
    expect(resembles(written, known)).toBe(true)
  })

  test.each([
    ['summary', 'policies'],
    ['x-zuplo-path', 'x-zuplo-route'],
    // Two edits of a three-letter word leave nothing of it.
    ['map', 'mcp-tool'],
    ['id', 'mcp'],
  ])('%s has nothing to do with %s', (written, known) => {
    expect(resembles(written, known)).toBe(false)
  })
})

describe('nearestName', () => {
  test('finds the policy the guide defines when the name it wires lost a word', () => {
    const known = ['api-key-inbound', 'mcp-okta-oauth-inbound', 'rate-limit-inbound']
    expect(nearestName('mcp-oauth-inbound', known)).toBe('mcp-okta-oauth-inbound')
  })

  test('finds a name with a word too many', () => {
    expect(nearestName('OktaJwtInbound', ['Auth0JwtInboundPolicy', 'OktaJwtInboundPolicy'])).toBe(
      'OktaJwtInboundPolicy',
    )
  })

  test('takes no name for near because it ends as all of them do', () => {
    const known = ['ApiKeyInboundPolicy', 'IpRestrictionInboundPolicy', 'AclInboundPolicy']
    for (const name of ['AuditLogsInboundPolicy', 'MonetizationInboundPolicy'])
      expect(nearestName(name, known), name).toBeUndefined()
    expect(nearestName('IpRestrictionsInboundPolicy', known)).toBe('IpRestrictionInboundPolicy')
  })

  test('prefers the closest', () => {
    expect(nearestName('list-todo', ['list-users', 'list-todos', 'find-todo'])).toBe('list-todos')
  })

  test('says nothing when nothing is near', () => {
    expect(nearestName('zebra', ['anything-goes', 'none'])).toBeUndefined()
    expect(nearestName('zebra', [])).toBeUndefined()
  })
})

describe('hintForName', () => {
  const many = Array.from({ length: 13 }, (_, index) => `number-${index}`)

  test('names the nearest, else all of a few, else where the many are listed', () => {
    expect(hintForName('list-todo', ['list-todos'], 'The page')).toBe('Did you mean "list-todos"?')
    expect(hintForName('zzz', ['list-todos', 'add-todo'], 'The page')).toBe('It has: list-todos, add-todo.')
    expect(hintForName('zzz', many, 'The page')).toBe('The page lists what there is.')
  })
})
