import { expect, it } from 'vitest'
import { requireOriginOptions } from '../../../../../src/policies/inbound/require-origin/options.ts'

it('take what is documented', () => {
  expect(requireOriginOptions.safeParse({ origins: 'https://a.example, https://b.example' }).success).toBe(
    true,
  )
})

it.each([{}, { origins: '' }, { origins: 'a.example' }])('refuse %j', (options: unknown) => {
  expect(requireOriginOptions.safeParse(options).success).toBe(false)
})
