import { expect, it } from 'vitest'
import { graphqlDisableIntrospectionOptions } from '../../../../../src/policies/inbound/graphql-disable-introspection/options.ts'

it('are none', () => {
  expect(graphqlDisableIntrospectionOptions.parse({})).toEqual({})
})
