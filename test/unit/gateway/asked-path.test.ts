import { afterAll, expect, it } from 'vitest'
import { askedPath } from '../../../src/gateway/asked-path.ts'
import { GatewayContext } from '../../../src/gateway/request-context.ts'
import { contextOf, createWorld, exchangeWith, routeAt } from '../../support/policy-setup.ts'

const world = createWorld()
afterAll(() => world.close())

const contextAt = (path: string) => contextOf(exchangeWith(), world.services, routeAt(path))
const below = (parent: GatewayContext, path: string) =>
  new GatewayContext(exchangeWith(), routeAt(path), world.services, parent.actions, parent)

it('is the path of the route that the request came in at', () => {
  expect(askedPath(exchangeWith({ path: '/mcp/' }), contextAt('/mcp'))).toBe('/mcp')
  expect(askedPath(exchangeWith({ path: '/books/1' }), below(contextAt('/mcp'), '/books/{id}'))).toBe('/mcp')
})

it('is the path that was asked for, where a route has many', () => {
  expect(askedPath(exchangeWith({ path: '/a/mcp' }), contextAt('/{tenant}/mcp'))).toBe('/a/mcp')
  expect(
    askedPath(exchangeWith({ path: '/books' }), below(contextAt('/{tenant}/mcp'), '/books')),
  ).toBeUndefined()
})
