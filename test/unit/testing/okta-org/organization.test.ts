import { expect, test } from 'vitest'
import { makeId, newObject } from '../../../../src/testing/okta-org/organization.ts'

test('ids look like those of Okta and never repeat', () => {
  const ids = Array.from({ length: 50 }, () => makeId('aus'))
  for (const id of ids) expect(id).toMatch(/^aus[0-9A-Za-z]{17}$/)
  expect(new Set(ids).size).toBe(50)
  const object = newObject('0oa')
  expect(object.id).toMatch(/^0oa/)
  expect(object.created).toBe(object.lastUpdated)
})
