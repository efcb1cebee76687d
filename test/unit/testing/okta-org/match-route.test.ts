import { expect, test } from 'vitest'
import type { ApiRoute } from '../../../../src/testing/okta-org/api-call.ts'
import { matchRoute } from '../../../../src/testing/okta-org/match-route.ts'

const route = (method: ApiRoute['method'], path: string): ApiRoute => ({
  method,
  path,
  area: 'apps',
  run: () => ({ status: 200 }),
})
const routes = [route('GET', '/a/:id'), route('DELETE', '/a/:id'), route('GET', '/a/:id/b')]

test('a route is found by method and path, with the named parts decoded', () => {
  expect(matchRoute(routes, 'DELETE', '/a/x%20y')).toEqual({ route: routes[1], params: { id: 'x y' } })
  expect(matchRoute(routes, 'GET', '/a/%/b').params).toEqual({ id: '%' })
})

test('an unknown path and an unknown method are told apart', () => {
  expect(() => matchRoute(routes, 'GET', '/a')).toThrow('The requested path was not found')
  expect(() => matchRoute(routes, 'PUT', '/a/x')).toThrow('does not support the provided HTTP method')
})
