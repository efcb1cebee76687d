import { expect, it } from 'vitest'
import { graphqlComplexityLimitOptions } from '../../../../../src/policies/inbound/graphql-complexity-limit/options.ts'

it('have the documented defaults', () => {
  expect(graphqlComplexityLimitOptions.parse({ useDepthLimit: { depthLimit: 2 } })).toEqual({
    useDepthLimit: { depthLimit: 2, ignore: [] },
  })
})

it.each([{ useDepthLimit: {} }, { useComplexityLimit: { complexityLimit: 0 } }])('refuse %j', (options) => {
  expect(graphqlComplexityLimitOptions.safeParse(options).success).toBe(false)
})
