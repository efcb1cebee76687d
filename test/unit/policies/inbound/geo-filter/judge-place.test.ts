import { expect, it } from 'vitest'
import { judgePlace } from '../../../../../src/policies/inbound/geo-filter/judge-place.ts'

const rules = { allow: { countries: ['SE', 'NO'] }, block: { asns: ['64500'] }, ignoreUnknown: true }

it.each([
  [{ country: 'se', asn: '1' }, true, true],
  [{ country: 'DK', asn: '1' }, false, false],
  [{ country: 'SE', asn: '64500' }, false, false],
  [{ country: 'SE' }, true, false],
  [{}, true, false],
])('%j passes: %s; where the unknown may not: %s', (place, passes, passesStrictly) => {
  expect(judgePlace(place, rules) === undefined).toBe(passes)
  expect(judgePlace(place, { ...rules, ignoreUnknown: false }) === undefined).toBe(passesStrictly)
})
