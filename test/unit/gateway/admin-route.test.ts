import { expect, it } from 'vitest'
import { defineAdminRoute } from '../../../src/gateway/admin-route.ts'

it('defineAdminRoute answers the route itself', () => {
  const route = { method: 'GET', path: '/x', summary: 'X.', serve: () => Promise.resolve(1) } as const
  expect(defineAdminRoute(route)).toBe(route)
})
