import { expect, test } from 'vitest'
import { textOrNull } from '../../../../src/provisioning/okta/resource.ts'

test('nothing is one thing, in whatever way Okta says it', () => {
  expect([undefined, null, '', 'a'].map(textOrNull)).toEqual([null, null, null, 'a'])
})
