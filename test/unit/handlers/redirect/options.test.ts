import { expect, it } from 'vitest'
import { redirectOptions } from '../../../../src/handlers/redirect/options.ts'

it('needs a location', () => {
  expect(redirectOptions.parse({ location: '/a' })).toEqual({ location: '/a', status: 302 })
})

it.each([{}, { location: '' }, { location: '/a\r\nset-cookie: x' }, { location: '/a', status: 200 }])(
  'refuses %j',
  (options) => {
    expect(redirectOptions.safeParse(options).success).toBe(false)
  },
)
