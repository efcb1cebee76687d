import { expect, test } from 'vitest'
import {
  buildGrantMark,
  buildTokenId,
  grantMarkOf,
} from '../../../../src/oauth/authorization-server/token-id.ts'

test('tokens of one grant share its mark, and the mark does not give the grant away', () => {
  const [first, second] = [buildTokenId('a-1', 'grant-1'), buildTokenId('b_2', 'grant-1')]
  expect(grantMarkOf(first)).toBe(buildGrantMark('grant-1'))
  expect(grantMarkOf(second)).toBe(buildGrantMark('grant-1'))
  expect(grantMarkOf(buildTokenId('a-1', 'grant-2'))).not.toBe(buildGrantMark('grant-1'))
  expect(first).not.toContain('grant-1')
})

test('a token of a program, and what is no id of ours, has none', () => {
  expect(grantMarkOf(buildTokenId('a', undefined))).toBeUndefined()
  for (const text of ['', 'AT.', 'AT.a.oarshort', 'ID.a.oar12345678901234567', 'AT.a.oar12345678901234567.x'])
    expect(grantMarkOf(text)).toBeUndefined()
})
