import { expect, it } from 'vitest'
import { jwtScopesOptions } from '../../../../../src/policies/inbound/jwt-scopes/options.ts'

it('take what is documented', () => {
  expect(jwtScopesOptions.safeParse({ scopes: ['a:b'], scopeHierarchy: { a: ['b'] } }).success).toBe(true)
})

it.each([{}, { scopes: [] }, { scopes: ['a b'] }])('refuse %j', (options: unknown) => {
  expect(jwtScopesOptions.safeParse(options).success).toBe(false)
})
