import { expect, test } from 'vitest'
import { isForeignForm } from '../../../../src/oauth/authorization-server/foreign-form.ts'

test.each([
  [{}, false],
  [{ origin: 'http://here:1' }, false],
  [{ origin: 'null' }, false],
  [{ origin: 'http://here:2' }, true],
  [{ origin: 'null', 'sec-fetch-site': 'same-origin' }, false],
  [{ origin: 'null', 'sec-fetch-site': 'cross-site' }, true],
  [{ origin: 'http://here:1', 'sec-fetch-site': 'same-site' }, true],
  [{ 'sec-fetch-site': 'none' }, true],
])('%j: %j', (headers, foreign) => {
  expect(isForeignForm({ headers }, 'http://here:1')).toBe(foreign)
})
