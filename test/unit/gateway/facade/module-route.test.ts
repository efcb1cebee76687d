import { expect, it } from 'vitest'
import { createModuleRoute } from '../../../../src/gateway/facade/module-route.ts'
import { exchangeWith, routeAt } from '../../../support/policy-setup.ts'

it('tells the URL that was asked for, until a module writes another', () => {
  const exchange = exchangeWith({ path: '/a', search: '?b=1' })
  const route = createModuleRoute(routeAt('/a'), exchange)
  expect(route.url).toBe(`${exchange.origin}/a?b=1`)
  route.url = 'https://canary.example/a'
  expect(route.url).toBe('https://canary.example/a')
  expect([route.path, route.methods, route.raw()]).toEqual([
    '/a',
    [routeAt('/a').method],
    routeAt('/a').operation,
  ])
})
