import { expect, it } from 'vitest'
import { queryParamToHeaderOptions } from '../../../../../src/policies/inbound/query-param-to-header/options.ts'

it('take what is documented', () => {
  expect(
    queryParamToHeaderOptions.safeParse({ queryParam: 'key', headerName: 'x-key', headerValue: '{value}' })
      .success,
  ).toBe(true)
})

it.each([{}, { queryParam: 'key', headerName: 'x-key', headerValue: 'fixed' }])(
  'refuse %j',
  (options: unknown) => {
    expect(queryParamToHeaderOptions.safeParse(options).success).toBe(false)
  },
)
