import { expect, test } from 'vitest'
import { includesPerson, namesNobody, ruleAdmitsPerson } from '../../../src/identity/people.ts'

const alex = { login: 'Alex@example.com', groups: ['staff'] }

test('a person is found by login in any case, by group, or because everybody is meant', () => {
  expect(includesPerson({ groups: [], users: ['alex@EXAMPLE.com'] }, alex)).toBe(true)
  expect(includesPerson({ groups: ['staff'], users: [] }, alex)).toBe(true)
  expect(includesPerson({ groups: ['Everyone'], users: [] }, alex)).toBe(true)
  expect(includesPerson({ groups: ['Staff', 'everyone'], users: ['sam'] }, alex)).toBe(false)
})

test('a rule that names nobody is for anybody, an assignment that names nobody for no one', () => {
  const nobody = { groups: [], users: [] }
  expect(namesNobody(nobody)).toBe(true)
  expect(ruleAdmitsPerson(nobody, alex)).toBe(true)
  expect(includesPerson(nobody, alex)).toBe(false)
  expect(ruleAdmitsPerson({ groups: ['guests'], users: [] }, alex)).toBe(false)
})
