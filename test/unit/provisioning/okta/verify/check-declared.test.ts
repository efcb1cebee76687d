import { expect, test } from 'vitest'
import type { Change } from '../../../../../src/provisioning/plan-changes.ts'
import { checkDeclared } from '../../../../../src/provisioning/okta/verify/check-declared.ts'

const stranger = { action: 'foreign', kind: 'access policy', name: 'Theirs' } as Change

test('drift, problems and policies of strangers are told apart', () => {
  const outcomes = (changes: Change[], problems: string[], changed: number) =>
    checkDeclared({ changes, problems }, changed).map(({ outcome }) => outcome)
  expect(outcomes([], [], 0)).toEqual(['ok'])
  expect(outcomes([], [], 2)).toEqual(['failed'])
  expect(outcomes([], ['no'], 0)).toEqual(['failed'])
  expect(outcomes([stranger], [], 0)).toEqual(['ok', 'note'])
  expect(checkDeclared({ changes: [stranger], problems: [] }, 0)[1]?.message).toContain('"Theirs"')
})
