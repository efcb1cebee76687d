import { expect, test } from 'vitest'
import { apiRoutes } from '../../../../src/testing/okta-org/api-routes.ts'

test('every endpoint stands once, below /api/v1', () => {
  const names = apiRoutes.map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, ':')}`)
  expect(new Set(names).size).toBe(names.length)
  expect(apiRoutes.every(({ path }) => path.startsWith('/api/v1/'))).toBe(true)
})
