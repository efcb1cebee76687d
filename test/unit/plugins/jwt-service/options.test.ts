import { expect, it, test } from 'vitest'
import { jwtServiceOptions } from '../../../../src/plugins/jwt-service/options.ts'

it('has defaults, and takes lives as people write them', () => {
  expect(jwtServiceOptions.parse({})).toEqual({ basePath: '/__zuplo/issuer', tokenExpiration: 300 })
  expect(jwtServiceOptions.parse({ tokenExpiration: '5m' }).tokenExpiration).toBe(300)
})

test.each([
  [{ basePath: 'issuer' }],
  [{ basePath: '/issuer/' }],
  [{ tokenExpiration: 0 }],
  [{ tokenExpiration: '2d' }],
  [{ tokenExpiration: 'soon' }],
])('refuses %j', (options) => {
  expect(jwtServiceOptions.safeParse(options).success).toBe(false)
})
