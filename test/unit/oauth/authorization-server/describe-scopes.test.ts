import { expect, test } from 'vitest'
import { describeScopes } from '../../../../src/oauth/authorization-server/describe-scopes.ts'
import { scopeOf, serverOf } from '../../../support/identity-parts.ts'

const server = serverOf({
  scopes: [scopeOf('bare'), scopeOf('told', { displayName: 'Use it', description: 'Every day.' })],
})

test('scopes are told in the words of the identity file, and unknown or silent ones not at all', () => {
  expect(describeScopes({ server }, 'told bare openid email nonsense')).toEqual([
    { phrase: 'Use it', description: 'Every day.' },
    { phrase: 'bare', description: undefined },
    { phrase: 'See your e-mail address', description: undefined },
  ])
  expect(describeScopes({ server }, '')).toEqual([])
})
