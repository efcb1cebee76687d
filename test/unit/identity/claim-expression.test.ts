import { expect, test } from 'vitest'
import { parseClaimExpression } from '../../../src/identity/claim-expression.ts'

test('quoted text and declared attributes of a person are known', () => {
  expect(parseClaimExpression('"gold"')).toEqual({ kind: 'text', text: 'gold' })
  expect(parseClaimExpression(" 'gold' ")).toEqual({ kind: 'text', text: 'gold' })
  expect(parseClaimExpression('user.email')).toEqual({ kind: 'user', attribute: 'email' })
})

test.each(['user.department', 'user.email + "x"', '"a" + "b"', 'String.len(user.login)', '"a\\"b"', ''])(
  '%s is left to a real Okta',
  (expression) => {
    expect(parseClaimExpression(expression)).toBeUndefined()
  },
)
