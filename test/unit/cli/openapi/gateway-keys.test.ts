import { expect, it } from 'vitest'
import { findGatewayKey, isGatewayKey } from '../../../../src/cli/openapi/gateway-keys.ts'

it('knows the keys of both spellings, and no others', () => {
  const keys = ['x-zuplo-route', 'x-sallyport-route', 'x-zuplo-path', 'x-zuplomatic', 'x-internal', 'paths']
  expect(keys.filter(isGatewayKey)).toEqual(['x-zuplo-route', 'x-sallyport-route', 'x-zuplo-path'])
})

it('finds one wherever it stands', () => {
  const route = { 'x-zuplo-route': { policies: { inbound: [] } } }
  expect(findGatewayKey({ paths: { '/pets': { get: route } } })).toBe('paths./pets.get.x-zuplo-route')
  expect(findGatewayKey({ components: { pathItems: { a: route } } })).toContain('x-zuplo-route')
  expect(findGatewayKey({ paths: { '/pets': { get: { 'x-other': {}, tags: ['x-zuplo-route'] } } } })).toBe(
    undefined,
  )
})
