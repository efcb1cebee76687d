import { expect, it } from 'vitest'
import { geoFilterOptions } from '../../../../../src/policies/inbound/geo-filter/options.ts'

it('read lists with commas', () => {
  const options = { allow: { countries: 'se, NO,' }, headers: { country: 'CF-IPCountry' } }
  expect(geoFilterOptions.parse(options)).toMatchObject({
    allow: { countries: ['SE', 'NO'] },
    ignoreUnknown: true,
  })
})

it.each([{}, { allow: { countries: 'SE' } }, { headers: { country: 'a b' } }])('refuse %j', (options) => {
  expect(geoFilterOptions.safeParse(options).success).toBe(false)
})
