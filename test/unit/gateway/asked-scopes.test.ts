import { expect, it } from 'vitest'
import { askedScopes } from '../../../src/gateway/asked-scopes.ts'

const access = (initialScopes: string[], laterScopes: string[]) => ({
  label: 'shop',
  initialScopes,
  laterScopes,
  names: [],
  explain: () => undefined,
})

it.each([
  ['those of the policy where parts make no difference', ['a'], undefined, false, ['a']],
  ['those that parts need at first as well', ['a'], access(['b', 'a'], []), false, ['a', 'b']],
  [
    'fewer than the issuer has, where some are asked for later',
    ['a', 'admin'],
    access(['b'], ['admin']),
    false,
    ['a', 'b'],
  ],
  ['all that somebody wrote down', ['a', 'admin'], access([], ['admin']), true, ['a', 'admin']],
])('are %s', (_what, scopes, parts, areScopesWritten, asked) => {
  expect(askedScopes({ scopes, areScopesWritten }, parts)).toEqual(asked)
})
