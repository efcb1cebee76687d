import { expect, test } from 'vitest'
import { checkGrantTypes, checkNames, checkUnique, createProblems } from '../../../src/identity/problems.ts'

test('a second name, an unknown name and an unknown grant type are named where they stand', () => {
  const { problems, add } = createProblems()
  checkUnique(add, ['users'], 'login', ['a', 'b', 'a'], (name) => name)
  checkNames(add, ['x', 'groups'], 'group', ['staff', 'staf'], ['staff'])
  checkNames(add, ['x'], 'user', ['nobody'], [])
  checkGrantTypes(add, ['g'], ['device_code', 'client_credential'])
  expect(problems).toEqual([
    {
      severity: 'error',
      code: 'SALLYPORT_IDENTITY_DUPLICATE',
      path: ['users', 2, 'login'],
      message: '"a" stands here a second time.',
    },
    {
      severity: 'error',
      code: 'SALLYPORT_IDENTITY_UNKNOWN_GROUP',
      path: ['x', 'groups', 1],
      message: 'No group is called "staf".',
      hint: 'Did you mean "staff"?',
    },
    {
      severity: 'error',
      code: 'SALLYPORT_IDENTITY_UNKNOWN_USER',
      path: ['x', 0],
      message: 'No user is called "nobody".',
      hint: 'Known: none.',
    },
    {
      severity: 'error',
      code: 'SALLYPORT_IDENTITY_UNKNOWN_GRANT_TYPE',
      path: ['g', 1],
      message: '"client_credential" is not a grant type served here.',
      hint: 'Did you mean "client_credentials"?',
    },
  ])
})
