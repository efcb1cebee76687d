import { expect, it } from 'vitest'
import { cognitoJwtAuthOptions } from '../../../../../src/policies/inbound/cognito-jwt-auth/options.ts'

it('take what is documented', () => {
  expect(
    cognitoJwtAuthOptions.safeParse({
      region: 'us-gov-west-1',
      userPoolId: 'us-gov-west-1_AbC',
      clientId: ['a'],
    }).success,
  ).toBe(true)
})

it.each([
  { region: 'eu-central-1' },
  { region: 'evil.example/', userPoolId: 'eu_A' },
  { region: 'eu-central-1', userPoolId: '../x' },
])('refuse %j', (options: unknown) => {
  expect(cognitoJwtAuthOptions.safeParse(options).success).toBe(false)
})
