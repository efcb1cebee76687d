import { expect, test } from 'vitest'
import { isOktaClientId } from '../../../src/identity/okta-client-id.ts'

test('Okta takes 6 to 100 plain characters, and keeps one word for itself', () => {
  expect(['short', 'ALL_CLIENTS', 'tilde~client', 'mcp-client'].map(isOktaClientId)).toEqual([
    ...[false, false, false],
    true,
  ])
})
