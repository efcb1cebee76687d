import { expect, it } from 'vitest'
import { allowUnauthenticatedRequests } from '../../../../src/policies/credentials/options.ts'

it('is strict unless told otherwise', () => {
  expect(allowUnauthenticatedRequests.parse(undefined)).toBe(false)
})
